import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Caller } from './caller.js';

export const PUBLIC = Symbol('gatehouse public');
export const SCOPES = Symbol('gatehouse scopes');
export const NAME = Symbol('gatehouse operation');

/** Opens an operation, or every operation of a controller, to anyone. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The scopes an operation needs, all of them, in place of its own name. */
export const Scopes = (...scopes: string[]) => SetMetadata(SCOPES, scopes);

/** Renames an operation, and thereby the scope it needs. */
export const Operation = (name: string) => SetMetadata(NAME, name);

/** Who calls; missing on a public operation without a valid token. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller | undefined =>
    context.switchToHttp().getRequest<{ caller?: Caller }>().caller,
);
