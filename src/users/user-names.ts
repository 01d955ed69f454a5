import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { BinService } from '../bin/bin.service.js';
import { conflict, type Problem, throwJoined } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { User } from './user.entity.js';
import { nameKey } from './users.rules.js';

const UNTIL = 'until they are removed for good, or for 30 days';

/**
 * Says which user names and addresses are free. A removed user keeps both while they can be brought
 * back: nobody else becomes who they were.
 */
@Injectable()
export class UserNames {
  constructor(private readonly bin: BinService) {}

  /**
   * @param except the id of who has them already
   * @throws Problem 409 `username_taken`, `email_taken`, `username_kept`, `email_kept`
   */
  async requireFree(
    tx: Transaction,
    { username, email }: { username?: string; email?: string },
    except = '',
  ): Promise<void> {
    await tx.lock('user names');
    const faults = [
      username && (await this.usernameFault(tx, nameKey(username), except)),
      email && (await this.emailFault(tx, nameKey(email), except)),
    ];
    throwJoined(faults.filter((fault): fault is Problem => !!fault));
  }

  /** Whether somebody has this address, or had it and can be brought back. */
  async isEmailTaken(tx: Transaction, email: string): Promise<boolean> {
    await tx.lock('user names');
    const emailKey = nameKey(email);
    return (await tx.rows.existsBy(User, { emailKey })) || this.bin.keepsName(tx, { emailKey });
  }

  private async usernameFault(tx: Transaction, usernameKey: string, except: string) {
    if (await tx.rows.existsBy(User, { id: Not(except), usernameKey }))
      return conflict('username_taken', 'Somebody has this user name.', 'username');
    if (!(await this.bin.keepsName(tx, { usernameKey }, except))) return undefined;
    const sentence = `A removed user keeps this user name ${UNTIL}.`;
    return conflict('username_kept', sentence, 'username');
  }

  private async emailFault(tx: Transaction, emailKey: string, except: string) {
    if (await tx.rows.existsBy(User, { id: Not(except), emailKey }))
      return conflict('email_taken', 'Somebody has this e-mail address.', 'email');
    if (!(await this.bin.keepsName(tx, { emailKey }, except))) return undefined;
    const sentence = `A removed user keeps this e-mail address ${UNTIL}.`;
    return conflict('email_kept', sentence, 'email');
  }
}
