import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { forbidden } from '../common/problem.js';
import type { Caller } from '../operations/caller.js';

/** A token for one account manages no accounts, not even that one. */
@Injectable()
export class UnrestrictedGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { caller } = context.switchToHttp().getRequest<{ caller?: Caller }>();
    if (caller?.account !== undefined)
      throw forbidden('account_restricted', 'The token works for one account alone.');
    return true;
  }
}
