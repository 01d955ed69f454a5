import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type PipeTransform,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { notFound } from '../common/problem.js';
import type { Caller } from '../operations/caller.js';
import { AccountsCache } from './accounts.cache.js';

interface Claim {
  caller: Caller;
  /** The account in the `X-Account` header. */
  named?: string;
}

/**
 * Finds whose rows the caller works on: the account that the token is for, the one that the request
 * names, else the caller's own.
 */
@Injectable()
export class RowOwnerPipe implements PipeTransform<Claim, Promise<string>> {
  constructor(private readonly accounts: AccountsCache) {}

  /** @throws 404 when the named account is a stranger's */
  async transform({ caller, named }: Claim): Promise<string> {
    if (caller.account !== undefined) return caller.account;
    if (named === undefined) return caller.subject;
    if (!(await this.accounts.mayUse(named, caller.personId))) throw notFound('account');
    return named;
  }
}

const readClaim = createParamDecorator((_: unknown, context: ExecutionContext): Claim => {
  const { caller, headers } = context.switchToHttp().getRequest<{
    caller: Caller;
    headers: Record<string, string | undefined>;
  }>();
  return { caller, named: headers['x-account'] ?? headers['x-cyclr-account'] };
});

/** The owner of the rows that the caller works on; the controller's module imports accounts. */
export const RowOwner = () => readClaim(RowOwnerPipe);

/** Documents the header that names an account. */
export const ApiAccountHeader = () =>
  applyDecorators(
    ApiHeader({
      name: 'X-Account',
      required: false,
      description: 'Work in this account, which the caller owns or belongs to.',
    }),
  );
