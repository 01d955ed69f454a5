import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { SigningKeyRow } from './signing-key.entity.js';

/** A key that has no row yet. */
export type NewKey = Pick<SigningKeyRow, 'kid' | 'state' | 'publicJwk' | 'sealedPrivateKey'>;

/** The rows of the signing keys. */
@Injectable()
export class KeyStorage {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  all(): Promise<SigningKeyRow[]> {
    return this.database.rows.find(SigningKeyRow, { order: { createdAt: 'DESC' } });
  }

  /** Makes the first two keys, unless another instance did. */
  fill(generate: () => NewKey): Promise<void> {
    const drafts = [generate(), { ...generate(), state: 'next' as const }];
    return this.work.run(async (tx) => {
      await tx.lock('signing keys');
      if (await tx.rows.existsBy(SigningKeyRow, { state: In(['current', 'next']) })) return;
      for (const draft of drafts) await this.insert(tx, draft);
    });
  }

  rotate(next: NewKey): Promise<void> {
    return this.work.run(async (tx) => {
      await tx.lock('signing keys');
      await this.moveOn(tx, next);
      tx.changed('signing_key', next.kid);
    });
  }

  /**
   * Removes a key; whatever of the two that sign was removed is replaced.
   * @param fresh published as the next key, where one is needed
   * @returns no when there is no such key
   */
  revoke(kid: string, fresh: NewKey): Promise<boolean> {
    return this.work.run(async (tx) => {
      await tx.lock('signing keys');
      const row = await tx.rows.findOneBy(SigningKeyRow, { kid });
      if (!row) return false;
      if (row.state === 'current') await this.moveOn(tx, fresh);
      else if (row.state === 'next') await this.insert(tx, fresh);
      await tx.rows.delete(SigningKeyRow, { kid });
      tx.changed('signing_key', kid);
      return true;
    });
  }

  private async moveOn(tx: Transaction, next: NewKey): Promise<void> {
    const retiredAt = new Date(this.clock.now());
    await tx.rows.update(SigningKeyRow, { state: 'current' }, { state: 'retired', retiredAt });
    await tx.rows.update(SigningKeyRow, { state: 'next' }, { state: 'current' });
    await this.insert(tx, next);
  }

  private async insert(tx: Transaction, key: NewKey): Promise<void> {
    const createdAt = new Date(this.clock.now());
    await tx.rows.insert(SigningKeyRow, { ...key, createdAt, retiredAt: null });
  }
}
