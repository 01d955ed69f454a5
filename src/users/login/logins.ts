import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import type { User } from '../user.entity.js';

/** The login that a request came with: a portal session, or the family of a token. */
export interface CurrentLogin {
  sessionId?: string;
  grantId?: string;
}

/** What a module does with the logins that it stores. */
export interface LoginStore {
  /** Revokes all of a user's, but for one. */
  revoke(tx: Transaction, userId: string, except: CurrentLogin): Promise<void>;
  /**
   * Keeps one under another secret while the user's epoch revokes all others.
   * @param user as they are from now on
   * @returns the header that hands the secret out, when it is one of this module's
   */
  keep?(tx: Transaction, login: CurrentLogin, user: User): Promise<string | undefined>;
}

/** Revokes and keeps logins. The modules that store them are above this one: they register. */
@Injectable()
export class Logins {
  private readonly stores: LoginStore[] = [];

  register(store: LoginStore): void {
    this.stores.push(store);
  }

  /** Revokes all logins of a user but one: not what acts for them, which are apps and tokens. */
  async revoke(tx: Transaction, userId: string, except: CurrentLogin = {}): Promise<void> {
    for (const store of this.stores) await store.revoke(tx, userId, except);
  }

  /** @returns the `Set-Cookie` header of the login that stays, if it can */
  async keep(tx: Transaction, login: CurrentLogin, user: User): Promise<string | undefined> {
    for (const store of this.stores) {
      const header = await store.keep?.(tx, login, user);
      if (header !== undefined) return header;
    }
    return undefined;
  }
}
