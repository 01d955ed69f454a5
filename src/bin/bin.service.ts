import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { type About, Changes } from '../audit/changes.js';
import { Clock } from '../common/clock.js';
import { notFound, Problem } from '../common/problem.js';
import { earlierThan, laterThan } from '../database/columns.js';
import { Sweeper } from '../database/sweeper.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Caller } from '../operations/caller.js';
import { BIN_KINDS, BinItem, type BinKind } from './bin-item.entity.js';

const DAY_MS = 86_400_000;
/** How long what was removed can be brought back. */
export const KEPT_MS = 30 * DAY_MS;
/** So much of one owner is kept, the newest: nobody fills the bin by removing. */
const MOST_PER_OWNER = 100;
/** Rows of one statement: databases take a bounded number of variables. */
const AT_ONCE = 200;

/** Through which API somebody asks: developers reach what was theirs, administrators everything. */
export interface BinActing {
  caller: Caller;
  area: 'consumer' | 'backend';
}

/** What is put into the bin. */
export type NewBinItem = Pick<BinItem, 'id' | 'kind' | 'name' | 'ownerId' | 'content'> &
  Partial<Pick<BinItem, 'withId' | 'usernameKey' | 'emailKey' | 'removedBy'>>;

/** What is not as it was before. */
export interface Differences {
  /** Scopes of apps that there are no longer. */
  lostScopes: string[];
  /** The id of the role that a user gets, since theirs is gone. */
  roleId?: string;
}

/** What comes back, and what of it differs. */
export interface Comeback extends Differences {
  accounts: number;
  apps: number;
  /** Names of what stays in the bin, since something that it needs is missing. */
  remaining: string[];
}

/** How things of one kind come back; the module that owns their rows registers it. */
export interface BinOwner {
  /** @throws Problem 403 when the caller may not decide about it */
  requireReach(acting: BinActing, item: BinItem): Promise<void>;
  /**
   * Stores the rows again, with an epoch that no token knows.
   * @param isAlone whether it is brought back by itself, and not with its owner
   * @throws Problem 409 when something that it needs is missing; nothing is written then
   */
  restore(
    tx: Transaction,
    item: BinItem,
    acting: BinActing,
    isAlone: boolean,
  ): Promise<Differences>;
}

/** Ends a transaction that only looked. */
class Looked {
  constructor(readonly comeback: Comeback) {}
}

/**
 * Keeps what people removed. A removed thing's rows are gone from their own tables, so no list, count
 * or credential can find it; what it was is stored here, and written again when it is brought back.
 */
@Injectable()
export class BinService {
  private readonly owners = new Map<BinKind, BinOwner>();

  constructor(
    private readonly changes: Changes,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(BinItem, 'removedAt', KEPT_MS);
  }

  /** Registers the module that owns the rows of a kind. */
  keep(kind: BinKind, owner: BinOwner): void {
    this.owners.set(kind, owner);
  }

  /** Puts something into the bin, in the transaction that removes its rows. */
  async put(tx: Transaction, items: NewBinItem[]): Promise<void> {
    const removedAt = new Date(this.clock.now());
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const rows = items.slice(from, from + AT_ONCE).map((item) => ({ ...item, removedAt }));
      await tx.rows.insert(BinItem, rows as never);
    }
    const owners = items.filter(({ withId }) => !withId).map(({ ownerId }) => ownerId);
    for (const ownerId of new Set(owners)) await this.dropOldest(tx, ownerId);
  }

  /** Whether a removed user keeps this name, or this address; the excepted one does not count. */
  keepsName(
    tx: Transaction,
    names: { usernameKey: string } | { emailKey: string },
    except = '',
  ): Promise<boolean> {
    return tx.rows.existsBy(BinItem, { ...names, id: Not(except) });
  }

  /**
   * Brings it back, with what was removed with it.
   * @throws Problem 404; 403; 409 when something that it needs is missing
   */
  async restore(acting: BinActing, id: string): Promise<void> {
    await this.changes.run(acting.caller, `${acting.area}.bin.restore`, async (tx, about) => {
      const item = await this.hold(tx, acting, id);
      const { accounts, apps } = await this.bringBack(tx, acting, item);
      tell(about, item, item.kind === 'user' ? { accounts, apps } : { ownerId: item.ownerId });
    });
  }

  /**
   * What bringing it back would do: it is done, and taken back.
   * @throws as `restore`
   */
  async preview(acting: BinActing, id: string): Promise<Comeback> {
    try {
      await this.work.run(async (tx) => {
        throw new Looked(await this.bringBack(tx, acting, await this.hold(tx, acting, id)));
      });
    } catch (error) {
      if (error instanceof Looked) return error.comeback;
      throw error;
    }
    throw new Error('A preview stored what it looked at.');
  }

  /** Removes it for good, with all that was its owner's. @throws Problem 404, 403 */
  async remove(acting: BinActing, id: string): Promise<void> {
    await this.changes.run(acting.caller, `${acting.area}.bin.remove`, async (tx, about) => {
      const item = await this.hold(tx, acting, id);
      if (item.kind === 'user') await tx.rows.delete(BinItem, { ownerId: id });
      await tx.rows.delete(BinItem, { id });
      tell(about, item, {});
    });
  }

  /** Removes for good what a user, who goes for good too, had removed before. */
  async forget(tx: Transaction, ownerId: string): Promise<void> {
    await tx.rows.delete(BinItem, { ownerId });
  }

  private async hold(tx: Transaction, acting: BinActing, id: string): Promise<BinItem> {
    await tx.lock(`bin:${id}`);
    const item = await findItem(tx.rows, acting, id, this.clock.now());
    await this.ownerOf(item).requireReach(acting, item);
    return item;
  }

  private async bringBack(tx: Transaction, acting: BinActing, item: BinItem): Promise<Comeback> {
    const { lostScopes, ...others } = await this.ownerOf(item).restore(tx, item, acting, true);
    const comeback: Comeback = { lostScopes, ...others, accounts: 0, apps: 0, remaining: [] };
    await tx.rows.delete(BinItem, { id: item.id });
    const along = await tx.rows.findBy(BinItem, { withId: item.id });
    const inOrder = along.toSorted(
      (first, second) => BIN_KINDS.indexOf(first.kind) - BIN_KINDS.indexOf(second.kind),
    );
    const back: string[] = [];
    for (const each of inOrder) {
      const differences = await this.restoreIfPossible(tx, acting, each);
      if (!differences) {
        comeback.remaining.push(each.name);
        continue;
      }
      back.push(each.id);
      comeback.lostScopes.push(...differences.lostScopes);
      comeback[each.kind === 'account' ? 'accounts' : 'apps'] += 1;
    }
    for (let from = 0; from < back.length; from += AT_ONCE)
      await tx.rows.delete(BinItem, { id: In(back.slice(from, from + AT_ONCE)) });
    // What could not come along may be brought back by itself later.
    await tx.rows.update(BinItem, { withId: item.id }, { withId: null });
    return { ...comeback, lostScopes: [...new Set(comeback.lostScopes)] };
  }

  private async restoreIfPossible(tx: Transaction, acting: BinActing, item: BinItem) {
    try {
      return await this.ownerOf(item).restore(tx, item, acting, false);
    } catch (error) {
      if (error instanceof Problem && error.status === 409) return undefined;
      throw error;
    }
  }

  private ownerOf({ kind }: BinItem): BinOwner {
    const owner = this.owners.get(kind);
    if (!owner) throw new Error(`Nobody keeps a removed ${kind}.`);
    return owner;
  }

  /** Of one owner the newest stay; what is older than the first that goes, goes too. */
  private async dropOldest(tx: Transaction, ownerId: string): Promise<void> {
    const [first] = await tx.rows.find(BinItem, {
      where: { ownerId, withId: IsNull() },
      order: { removedAt: 'DESC' },
      skip: MOST_PER_OWNER,
      take: 1,
    });
    if (!first) return;
    await tx.rows.delete(BinItem, { id: first.id });
    const removedAt = earlierThan(first.removedAt.getTime());
    await tx.rows.delete(BinItem, { ownerId, withId: IsNull(), removedAt });
  }
}

/** What can be brought back by itself. @throws Problem 404 when there is no such thing, or it is a stranger's */
export async function findItem(
  rows: EntityManager,
  acting: BinActing,
  id: string,
  now: number,
): Promise<BinItem> {
  const removedAt = laterThan(now - KEPT_MS);
  const item = await rows.findOneBy(BinItem, { id, withId: IsNull(), removedAt });
  if (!item || !reachesItem(acting, item)) throw notFound('removed object');
  return item;
}

/** Whether this caller may see it: developers see their own apps alone. */
function reachesItem({ caller, area }: BinActing, item: BinItem): boolean {
  return area === 'backend' || (item.kind === 'app' && item.ownerId === caller.personId);
}

function tell(about: About, { id, kind, name }: BinItem, detail: Record<string, unknown>): void {
  // The log keeps no names of people: it outlives them.
  about({ subject: `${kind}:${id}`, detail: { ...detail, ...(kind !== 'user' && { name }) } });
}
