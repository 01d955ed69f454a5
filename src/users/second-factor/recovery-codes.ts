import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import type { Transaction } from '../../database/transaction.js';
import { keyedDigest } from '../../common/identifiers.js';
import { readableCode } from './readable-code.js';
import { RecoveryCode } from './recovery-code.entity.js';

const HOW_MANY = 10;
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Codes that stand in for a lost second factor: 99 bits each, kept as digests, gone when used. */
@Injectable()
export class RecoveryCodes {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = deriveKey(config.masterKey, 'recovery code');
  }

  /** Ten new codes in place of the old ones; this is the only time they can be seen. */
  async renew(tx: Transaction, userId: string): Promise<string[]> {
    const codes = Array.from({ length: HOW_MANY }, newCode);
    await this.clear(tx, userId);
    const rows = codes.map((code) => ({ digest: this.digest(userId, code), userId }));
    await tx.rows.insert(RecoveryCode, rows);
    return codes;
  }

  /** Uses a code; true for exactly one caller. Case, hyphens and spaces do not count. */
  async use(tx: Transaction, userId: string, code: string): Promise<boolean> {
    const digest = this.digest(userId, code);
    const { affected } = await tx.rows.delete(RecoveryCode, { digest, userId });
    return affected === 1;
  }

  async clear(tx: Transaction, userId: string): Promise<void> {
    await tx.rows.delete(RecoveryCode, { userId });
  }

  private digest(userId: string, code: string): string {
    const plain = code.toLowerCase().replace(/[\s-]/g, '');
    return keyedDigest(this.key, `${userId} ${plain}`);
  }
}

function newCode(): string {
  return Array.from({ length: GROUPS }, () => readableCode(GROUP_LENGTH)).join('-');
}
