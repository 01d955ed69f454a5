import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import type { User } from '../user.entity.js';

/** The login that a request came with: a portal session, or the family of a token. */
export interface ThisLogin {
  sessionId?: string;
  grantId?: string;
}

/** What a room does with the logins that it keeps. */
export interface LoginRoom {
  /** Ends all of a person's, but for one. */
  end(tx: Transaction, userId: string, except: ThisLogin): Promise<void>;
  /**
   * Keeps one under another secret while the person's epoch ends all others.
   * @param person as they are from now on
   * @returns the header that hands the secret out, when it is one of this room's
   */
  keep?(tx: Transaction, login: ThisLogin, person: User): Promise<string | undefined>;
}

/** Where people are logged in. The rooms that keep logins are above this one: they register. */
@Injectable()
export class Logins {
  private readonly rooms: LoginRoom[] = [];

  register(room: LoginRoom): void {
    this.rooms.push(room);
  }

  /** Ends all logins of a person but one: not what acts for them, which are apps and tokens. */
  async end(tx: Transaction, userId: string, except: ThisLogin = {}): Promise<void> {
    for (const room of this.rooms) await room.end(tx, userId, except);
  }

  /** @returns the `Set-Cookie` header of the login that stays, if it can */
  async keep(tx: Transaction, login: ThisLogin, person: User): Promise<string | undefined> {
    for (const room of this.rooms) {
      const header = await room.keep?.(tx, login, person);
      if (header !== undefined) return header;
    }
    return undefined;
  }
}
