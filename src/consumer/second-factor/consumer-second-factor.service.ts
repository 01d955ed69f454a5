import { Injectable } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import { forbidden, notFound } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { Logins } from '../../users/login/logins.js';
import { SecondFactorService } from '../../users/second-factor/second-factor.service.js';
import { UsersCache } from '../../users/users.cache.js';
import { requirePerson } from '../require-person.js';
import type { RecoveryCodesDto, SecondFactorDto } from './consumer-second-factor.dto.js';

/** Sets and removes the caller's own second factor. */
@Injectable()
export class ConsumerSecondFactorService {
  constructor(
    private readonly secondFactor: SecondFactorService,
    private readonly users: UsersCache,
    private readonly logins: Logins,
    private readonly changes: Changes,
  ) {}

  /** @throws Problem 409 when one is set */
  async begin(caller: Caller): Promise<SecondFactorDto> {
    const user = await this.users.find(requirePerson(caller));
    if (!user) throw notFound('user');
    return this.secondFactor.begin(user.id, user.username);
  }

  /** @throws Problem 400 wrong code, 404 nothing begun, 409 set already */
  async confirm(code: string, caller: Caller): Promise<RecoveryCodesDto> {
    const userId = requirePerson(caller);
    const event = 'consumer.account.mfa.update';
    const recoveryCodes = await this.changes.run(caller, event, async (tx, about) => {
      const codes = await this.secondFactor.confirm(tx, userId, code);
      // What was opened without the second factor must not go on deciding about the person.
      await this.logins.revoke(tx, userId, caller);
      about({ subject: `user:${userId}` });
      return codes;
    });
    return { recoveryCodes };
  }

  /** New codes in place of the old ones. @throws Problem 404 when there is no second factor */
  async renewCodes(caller: Caller): Promise<RecoveryCodesDto> {
    const userId = requirePerson(caller);
    const event = 'consumer.account.mfa.recovery_codes';
    const recoveryCodes = await this.changes.run(caller, event, async (tx, about) => {
      about({ subject: `user:${userId}` });
      return this.secondFactor.renewCodes(tx, userId);
    });
    return { recoveryCodes };
  }

  /** @throws Problem 403 outside a session that used it, 404 when there is none */
  async remove(caller: Caller): Promise<void> {
    const userId = requirePerson(caller);
    if (!caller.secondFactor && (await this.secondFactor.isSet(userId)))
      throw forbidden('second_factor_required', 'Sign in with the second factor to remove it.');
    await this.changes.run(caller, 'consumer.account.mfa.remove', async (tx, about) => {
      await this.secondFactor.remove(tx, userId);
      about({ subject: `user:${userId}` });
    });
  }
}
