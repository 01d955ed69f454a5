import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { conflict } from '../../common/problem.js';
import { earlierThan, laterThan } from '../../database/columns.js';
import type { Transaction } from '../../database/transaction.js';
import type { Grant, GrantKind } from '../../oauth/ports.js';
import { SettingsService } from '../../settings/settings.service.js';
import { GrantRow } from './grant.entity.js';

const HOUR_MS = 3_600_000;
/** Removed at once, so that a person with very many rows holds nobody up. */
const MOST_REMOVED = 100;

/** Whose grants count together: a person's of one kind, or an app's, for a person or for itself. */
type Owner = Partial<Pick<Grant, 'userId' | 'clientId'>> & { kind: GrantKind };

interface Limit {
  owner: Owner;
  most: number;
  /** How long rows that are over stay; for ever where a missing row would let a token live again. */
  keepMs?: number;
}

/** Keeps the number of rows within what one person, and one app, may have. */
@Injectable()
export class GrantLimits {
  constructor(
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes room for one more grant: the oldest of its kind ends. A personal token was made to stay,
   * so none of them ends for another one.
   * @throws Problem 409 `too_many_tokens`
   */
  async makeRoom(tx: Transaction, grant: Grant): Promise<void> {
    const { owner, most, keepMs } = this.limitFor(grant);
    await tx.lock(`grants:${owner.userId ?? ''}:${owner.clientId ?? ''}`);
    if (keepMs !== undefined) await this.removeOver(tx, owner, most, keepMs);
    if (grant.kind === 'personal') return this.refuseBeyond(tx, grant, most);
    const first = await this.firstBeyond(tx, owner, most);
    if (first) await this.endFrom(tx, owner, first);
  }

  private limitFor({ kind, userId, clientId }: Grant): Limit {
    const logins = this.settings.get('quota.logins');
    const grants = this.settings.get('quota.grants');
    switch (kind) {
      case 'login':
      case 'password':
      case 'user_credentials':
        return { owner: { userId, kind }, most: logins, keepMs: 0 };
      case 'personal':
        return {
          owner: { userId, kind },
          most: this.settings.get('quota.personal_tokens'),
          keepMs: 0,
        };
      case 'authorization_code':
      case 'device_code':
        // A second use of the code must find the row: by then the code itself is long over.
        return { owner: { userId, clientId, kind }, most: grants, keepMs: HOUR_MS };
      case 'client_credentials':
        return { owner: { clientId, kind }, most: grants };
    }
  }

  /** @throws Problem 409 */
  private async refuseBeyond(
    tx: Transaction,
    { kind, userId, userEpoch }: Grant,
    most: number,
  ): Promise<void> {
    const live = { ...whereOf({ userId, kind }), ...this.live(), userEpoch };
    if ((await tx.rows.countBy(GrantRow, live)) >= most)
      throw conflict('too_many_tokens', `A person may have ${most} personal tokens.`);
  }

  /** The newest of those that must go for another one. */
  private async firstBeyond(tx: Transaction, owner: Owner, most: number) {
    const [first] = await tx.rows.find(GrantRow, {
      select: { id: true, createdAt: true },
      where: { ...whereOf(owner), ...this.live() },
      order: { createdAt: 'DESC', id: 'DESC' },
      skip: most - 1,
      take: 1,
    });
    return first;
  }

  /** Ends this one and all that are older, however many: one statement. */
  private async endFrom(tx: Transaction, owner: Owner, first: Pick<GrantRow, 'id' | 'createdAt'>) {
    const { affected } = await tx.rows
      .createQueryBuilder()
      .update(GrantRow)
      .set({ endedAt: new Date(this.clock.now()) })
      .where({ ...whereOf(owner), ...this.live() })
      .andWhere('("createdAt" < :at OR ("createdAt" = :at AND "id" <= :id))', {
        at: first.createdAt.getTime(),
        id: first.id,
      })
      .execute();
    if (affected === 1) tx.changed('grant', first.id);
    // More than one, after the limit was lowered: rare, and not worth naming each.
    else if (owner.userId) tx.changed('grants_of', owner.userId);
    else tx.changed('grants_of_app', owner.clientId ?? '');
  }

  private async removeOver(tx: Transaction, owner: Owner, most: number, keepMs: number) {
    const rows = await tx.rows.find(GrantRow, {
      select: { id: true },
      where: {
        ...whereOf(owner),
        endedAt: Not(IsNull()),
        createdAt: earlierThan(this.clock.now() - keepMs + 1),
      },
      order: { createdAt: 'DESC' },
      skip: most,
      take: MOST_REMOVED,
    });
    if (rows.length > 0) await tx.rows.delete(GrantRow, { id: In(rows.map(({ id }) => id)) });
  }

  private live() {
    return { endedAt: IsNull(), expiresAt: laterThan(this.clock.now()) };
  }
}

/** TypeORM refuses conditions without a value. */
function whereOf({ userId, clientId, kind }: Owner) {
  return { ...(userId && { userId }), ...(clientId && { clientId }), kind };
}
