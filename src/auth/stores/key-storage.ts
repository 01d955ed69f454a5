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
      const retiredAt = new Date(this.clock.now());
      await tx.rows.update(SigningKeyRow, { state: 'current' }, { state: 'retired', retiredAt });
      await tx.rows.update(SigningKeyRow, { state: 'next' }, { state: 'current' });
      await this.insert(tx, next);
      tx.changed('signing_key', next.kid);
    });
  }

  private async insert(tx: Transaction, key: NewKey): Promise<void> {
    const createdAt = new Date(this.clock.now());
    await tx.rows.insert(SigningKeyRow, { ...key, createdAt, retiredAt: null });
  }
}
