import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type PipeTransform,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Caller } from '../operations/caller.js';
import { AccountsService } from './accounts.service.js';

interface Claim {
  caller: Caller;
  named?: string;
}

/** Turns a claim to an account into the owner of rows. @throws 404 when it is a stranger's */
@Injectable()
export class RowOwnerPipe implements PipeTransform<Claim, Promise<string>> {
  constructor(private readonly accounts: AccountsService) {}

  async transform({ caller, named }: Claim): Promise<string> {
    return this.accounts.ownerOf(caller, named);
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
