import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { forbidden, notFound } from '../../common/problem.js';
import type { Transaction } from '../../database/transaction.js';
import type { Caller } from '../../operations/caller.js';
import { Logins } from '../../users/login/logins.js';
import { SecondFactorService } from '../../users/second-factor/second-factor.service.js';
import { UsersService } from '../../users/users.service.js';
import type { RecoveryCodesDto, SecondFactorDto } from './account.dto.js';
import { actingPerson } from '../acting-person.js';

/** One's own second factor. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly secondFactor: SecondFactorService,
    private readonly users: UsersService,
    private readonly logins: Logins,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 409 when one is set */
  async begin(caller: Caller): Promise<SecondFactorDto> {
    const user = await this.users.find(actingPerson(caller));
    if (!user) throw notFound('user');
    return this.secondFactor.begin(user.id, user.username);
  }

  /** @throws Problem 400 wrong code, 404 nothing begun, 409 set already */
  async confirm(code: string, caller: Caller): Promise<RecoveryCodesDto> {
    const userId = actingPerson(caller);
    const note = this.note('update', caller);
    const recoveryCodes = await this.secondFactor.confirm(userId, code, async (tx) => {
      // What was opened without the second factor must not go on deciding about the person.
      await this.logins.end(tx, userId, caller);
      await note(tx);
    });
    return { recoveryCodes };
  }

  /** New codes in place of the old ones. @throws Problem 404 when there is no second factor */
  async renewCodes(caller: Caller): Promise<RecoveryCodesDto> {
    const note = this.note('recovery_codes', caller);
    return { recoveryCodes: await this.secondFactor.renewCodes(actingPerson(caller), note) };
  }

  /** @throws Problem 403 outside a session that used it, 404 when there is none */
  async remove(caller: Caller): Promise<void> {
    const userId = actingPerson(caller);
    if (!caller.secondFactor && (await this.secondFactor.isSet(userId)))
      throw forbidden('second_factor_required', 'Sign in with the second factor to remove it.');
    await this.secondFactor.remove(userId, this.note('remove', caller));
  }

  private note(handler: string, caller: Caller) {
    const event = `consumer.account.mfa.${handler}`;
    const subject = `user:${actingPerson(caller)}`;
    return (tx: Transaction) => this.audit.record(tx, { event, caller, subject });
  }
}
