import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { AuditEntry } from './audit-entry.entity.js';

/** So many of a user's newest entries are looked through. */
const NEWEST = 500;
const SIGN_INS = ['security.sign_in', 'security.sign_in.new_place'];

/** Knows from where users have signed in, as far as the audit tells: a restart forgets nothing. */
@Injectable()
export class SignInPlaces {
  constructor(private readonly database: Database) {}

  /** Whether one of the user's sign-ins of late came from this address. */
  async isKnown(userId: string, ip: string): Promise<boolean> {
    const entries = await this.database.rows.find(AuditEntry, {
      select: ['event', 'ip'],
      where: { userId },
      order: { at: 'DESC', id: 'DESC' },
      take: NEWEST,
    });
    return entries.some((entry) => entry.ip === ip && SIGN_INS.includes(entry.event));
  }
}
