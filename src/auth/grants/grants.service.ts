import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { App } from '../../apps/app.entity.js';
import { Clock } from '../../common/clock.js';
import { page, type Page, type PageQuery } from '../../common/page.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { type Grant, GRANT_KINDS, type GrantKind } from '../../oauth/ports.js';
import { PREFIX } from '../../common/identifiers.js';
import { User } from '../../users/user.entity.js';
import { toGrant } from './grant-row.js';
import { GrantRow } from './grant.entity.js';
import { GrantsStore } from './grants.store.js';

/** Which live grants a list shows. */
export interface GrantFilter {
  userId?: string;
  clientId?: string;
  kinds?: readonly GrantKind[];
  query: PageQuery;
  /** The person whose name the search is. */
  namedId?: string;
}

/** A grant with what only lists show. */
export type ListedGrant = Grant & { lastUsedAt?: number };

/** Live grants, for the people who may see and end them. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly database: Database,
    private readonly store: GrantsStore,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list({ userId, clientId, kinds, query, namedId }: GrantFilter): Promise<Page<ListedGrant>> {
    const builder = this.live().orderBy('g.id', 'DESC');
    if (userId) builder.andWhere('g.userId = :userId', { userId });
    if (clientId) builder.andWhere('g.clientId = :clientId', { clientId });
    if (kinds) builder.andWhere('g.kind IN (:...kinds)', { kinds });
    if (query.search) searchIn(builder, query.search, namedId);
    const [rows, total] = await cutPage(builder, query);
    return page(query, [rows.map(toListed), total]);
  }

  /** One live grant. */
  async find(id: string): Promise<ListedGrant | undefined> {
    const row = await this.database.rows.findOneBy(GrantRow, { id });
    if (!row || row.endedAt || row.expiresAt.getTime() <= this.clock.now()) return undefined;
    return toListed(row);
  }

  /** One live grant, if it is this person's. */
  async findOwned(id: string, userId: string): Promise<ListedGrant | undefined> {
    const grant = await this.find(id);
    return grant?.userId === userId ? grant : undefined;
  }

  /** Notes that the person of a login has proved once more who they are. */
  confirm(id: string): Promise<void> {
    return this.store.confirm(id);
  }

  /**
   * Stores a new grant.
   * @throws Problem 409 `too_many_tokens`
   */
  async start(tx: Transaction, grant: Grant): Promise<void> {
    await this.store.startIn(tx, grant);
  }

  /** Ends the grant and every token of it. */
  end(tx: Transaction, id: string): Promise<void> {
    return this.store.endIn(tx, id);
  }

  /** How many are live. */
  countLive(): Promise<number> {
    return this.live().getCount();
  }

  /**
   * What would still be accepted: neither ended nor over, and of the present epoch of its person and
   * its app, so that it went with them and with *end all tokens*.
   */
  private live() {
    const live = this.database
      .query(GrantRow, 'g')
      .where('g.endedAt IS NULL AND g.expiresAt > :now', { now: this.clock.now() });
    const person = live
      .subQuery()
      .select('1')
      .from(User, 'person')
      .where('person.id = g.userId AND person.epoch = g.userEpoch');
    const app = live
      .subQuery()
      .select('1')
      .from(App, 'app')
      .where('app.key = g.clientId AND app.epoch = g.clientEpoch');
    return live
      .andWhere(`(g.userId IS NULL OR EXISTS ${person.getQuery()})`)
      .andWhere(`(g.clientId NOT LIKE :apps ESCAPE '!' OR EXISTS ${app.getQuery()})`, {
        // The built-in app and clients that describe themselves have no row.
        apps: `${PREFIX.app.replaceAll('_', '!_')}%`,
      });
  }
}

function toListed(row: GrantRow): ListedGrant {
  return { ...toGrant(row), lastUsedAt: (row.lastUsedAt ?? row.rotatedAt).getTime() };
}

/** By kind, or by what has an index: a condition over both would look at every row there is. */
function searchIn(
  builder: SelectQueryBuilder<GrantRow>,
  text: string,
  namedId: string = text,
): void {
  const isKind = (GRANT_KINDS as readonly string[]).includes(text);
  if (isKind) builder.andWhere('g.kind = :text', { text });
  else
    builder.andWhere('(g.clientId = :text OR g.userId IN (:text, :namedId) OR g.id = :text)', {
      text,
      namedId,
    });
}
