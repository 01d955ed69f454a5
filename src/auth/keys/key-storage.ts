import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import { Sweeper } from '../../database/sweeper.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { IdTokenAlgorithm } from '../../oauth/ports.js';
import { RsaSigningKeyRow, SigningKeyRow } from './signing-key.entity.js';

/** A key that has no row yet. */
export interface NewKey extends Pick<
  SigningKeyRow,
  'kid' | 'state' | 'publicJwk' | 'sealedPrivateKey'
> {
  alg: IdTokenAlgorithm;
}

/** A key with its algorithm, which its table tells. */
export interface StoredKey extends SigningKeyRow {
  alg: IdTokenAlgorithm;
}

/** Longer than any token that the key signed can live. */
const KEEP_MS = 30 * 86_400_000;
const ROWS = { ES256: SigningKeyRow, RS256: RsaSigningKeyRow } as const;

/** The rows of the signing keys, each algorithm's in a table of its own. */
@Injectable()
export class KeyStorage {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(SigningKeyRow, 'retiredAt', KEEP_MS, ['kid']);
  }

  /** Those of ES256 first, and newest first. */
  async all(): Promise<StoredKey[]> {
    return [...(await this.allOf('ES256')), ...(await this.allOf('RS256'))];
  }

  /** Keeps the first keys of an algorithm, unless another instance made some. */
  fill(drafts: NewKey[]): Promise<void> {
    return this.work.run(async (tx) => {
      await tx.lock('signing keys');
      for (const draft of drafts) {
        const known = { state: In(['current', 'next']) };
        if (await tx.rows.existsBy(ROWS[draft.alg], known)) return;
      }
      for (const draft of drafts) {
        await this.insert(tx, draft);
        tx.changed('signing_key', draft.kid);
      }
    });
  }

  /** Lets the next key of each of these algorithms sign, and keeps a new next one. */
  rotate(fresh: NewKey[]): Promise<void> {
    return this.work.run(async (tx) => {
      await tx.lock('signing keys');
      for (const next of fresh) {
        await this.moveOn(tx, next);
        tx.changed('signing_key', next.kid);
      }
    });
  }

  /**
   * Removes a key; whatever of the two that sign was removed is replaced.
   * @param fresh published as the next key of the same algorithm, where one is needed
   * @returns no when there is no such key
   */
  revoke(kid: string, fresh: NewKey): Promise<boolean> {
    const rows = ROWS[fresh.alg];
    return this.work.run(async (tx) => {
      await tx.lock('signing keys');
      const row = await tx.rows.findOneBy(rows, { kid });
      if (!row) return false;
      if (row.state === 'current') await this.moveOn(tx, fresh);
      else if (row.state === 'next') await this.insert(tx, fresh);
      await tx.rows.delete(rows, { kid });
      tx.changed('signing_key', kid);
      return true;
    });
  }

  private async allOf(alg: IdTokenAlgorithm): Promise<StoredKey[]> {
    const rows = await this.database.rows.find(ROWS[alg], { order: { createdAt: 'DESC' } });
    return rows.map((row) => ({ ...row, alg }));
  }

  private async moveOn(tx: Transaction, next: NewKey): Promise<void> {
    const rows = ROWS[next.alg];
    const retiredAt = new Date(this.clock.now());
    await tx.rows.update(rows, { state: 'current' }, { state: 'retired', retiredAt });
    await tx.rows.update(rows, { state: 'next' }, { state: 'current' });
    await this.insert(tx, next);
  }

  private async insert(tx: Transaction, { alg, ...key }: NewKey): Promise<void> {
    const createdAt = new Date(this.clock.now());
    await tx.rows.insert(ROWS[alg], { ...key, createdAt, retiredAt: null });
  }
}
