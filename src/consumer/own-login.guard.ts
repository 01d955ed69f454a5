import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { OwnLogins } from '../auth/own-logins.js';
import type { Caller } from '../operations/caller.js';
import { actingPerson } from './acting-person.js';

/** Whoever sets the address or the second factor can take the account over: only its person does. */
@Injectable()
export class OwnLoginGuard implements CanActivate {
  constructor(private readonly logins: OwnLogins) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { caller } = context.switchToHttp().getRequest<{ caller: Caller }>();
    actingPerson(caller);
    await this.logins.require(caller);
    return true;
  }
}
