import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  SetMetadata,
} from '@nestjs/common';
import type { Caller } from './caller.js';

export const PUBLIC = Symbol('public');
export const SCOPES = Symbol('scopes');
export const NAME = Symbol('operation');
export const PER_ACCOUNT = Symbol('per account');
export const OWN_LOGIN = Symbol('own login');
export const CONFIRMED = Symbol('confirmed');

/** Opens an operation, or every operation of a controller, to anyone. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The scopes an operation needs, all of them, in place of its own name. */
export const Scopes = (...scopes: string[]) => SetMetadata(SCOPES, scopes);

/** Renames an operation, and thereby the scope it needs. */
export const Operation = (name: string) => SetMetadata(NAME, name);

/**
 * Says that an operation, or every operation of a controller, keeps to the account that a token is
 * restricted to. Tokens for one account open nothing else.
 */
export const PerAccount = () => SetMetadata(PER_ACCOUNT, true);

/**
 * Keeps an operation, or every operation of a controller, to people's own logins: what it gives (a
 * key, an address, an owner) would outlive the end of an app or of a token that acts for them.
 */
export const OwnLogin = () => SetMetadata(OWN_LOGIN, true);

/**
 * Keeps an operation, or every operation of a controller, to people's own logins in which they have
 * proved who they are not long ago: a borrowed session must not take over anybody's account.
 */
export const Confirmed = () => applyDecorators(OwnLogin(), SetMetadata(CONFIRMED, true));

/** Who calls; missing on a public operation without a valid token. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller | undefined =>
    context.switchToHttp().getRequest<{ caller?: Caller }>().caller,
);
