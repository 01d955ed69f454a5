import { applyDecorators, SetMetadata } from '@nestjs/common';

// Compiled into the server: neither build waits for the other.
export { CurrentCaller, Operation, Public, Scopes } from '../../packages/nestjs/src/decorators.js';

export const PER_ACCOUNT = Symbol('per account');
export const OWN_LOGIN = Symbol('own login');
export const CONFIRMED = Symbol('confirmed');

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
