import { Injectable } from '@nestjs/common';
import { BUDGETS, type Budget } from './budgets.js';
import { networkOf } from './network.js';
import { Throttle } from './throttle.service.js';

/** One try to log in, already counted. */
export interface LoginTry {
  /** The password was right: the try was no guess. */
  wasRight(): Promise<void>;
}

/** The three budgets of a login, taken together. */
@Injectable()
export class LoginThrottle {
  constructor(private readonly throttle: Throttle) {}

  /**
   * Counts a try before the password is looked at.
   * @param account the person's id, or what was typed when nobody has that name
   * @throws Problem 429
   */
  async begin(account: string, ip: string | undefined): Promise<LoginTry> {
    const place = networkOf(ip);
    const taken: [Budget, ...string[]][] = [
      [BUDGETS.loginAddress, place],
      [BUDGETS.login, account, place],
    ];
    if (!(await this.throttle.isFamiliar(account, ip))) taken.push([BUDGETS.loginAccount, account]);
    for (const [budget, ...key] of taken) await this.throttle.consume(budget, ...key);
    return {
      wasRight: async () => {
        for (const [budget, ...key] of taken) await this.throttle.refund(budget, ...key);
      },
    };
  }

  /** Counts a second-factor code before it is looked at; five in a quarter of an hour. */
  async beginSecondFactor(account: string): Promise<LoginTry> {
    await this.throttle.consume(BUDGETS.secondFactor, account);
    return { wasRight: () => this.throttle.refund(BUDGETS.secondFactor, account) };
  }

  /** From now on the place cannot be locked out by guesses made elsewhere. */
  async noteSuccess(account: string, ip: string | undefined): Promise<void> {
    await this.throttle.noteFamiliar(account, ip);
  }
}
