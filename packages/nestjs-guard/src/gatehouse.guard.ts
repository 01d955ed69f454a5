import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';
import { Challenges, type Reply } from './challenge.js';
import { Operations } from './operations.js';
import { type GatehouseOptions, OPTIONS } from './options.js';
import { TokenVerifier } from './token-verifier.js';

interface Request {
  headers: Record<string, string | string[] | undefined>;
  query?: unknown;
  body?: unknown;
  caller?: Caller;
}

/** An operation is closed to everyone who lacks its scope, unless it is public. */
@Injectable()
export class GatehouseGuard implements CanActivate {
  private readonly challenges: Challenges;

  constructor(
    @Inject(OPTIONS) options: GatehouseOptions,
    private readonly operations: Operations,
    private readonly tokens: TokenVerifier,
  ) {
    this.challenges = new Challenges(options);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // A message or a socket carries no Authorization header: closed.
    if (context.getType() !== 'http') return false;
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<Reply>();
    const operation = this.operations.of(context.getClass(), context.getHandler() as never);
    if (operation?.public) return this.welcome(request);
    if (!operation) throw this.challenges.missing(reply);
    if (isMisplaced(request)) throw this.challenges.misplacedToken(reply);
    const token = tokenOf(request);
    if (token === undefined) throw this.challenges.missing(reply);
    const caller = await this.tokens.verify(token);
    if (!caller) throw this.challenges.invalidToken(reply);
    if (!operation.scopes.every((name) => covers(caller.scopes, name)))
      throw this.challenges.insufficientScope(reply, operation.scopes);
    request.caller = caller;
    return true;
  }

  /** A public operation is served to anyone; a valid token is noticed, a broken one is not. */
  private async welcome(request: Request): Promise<boolean> {
    const token = tokenOf(request);
    if (token !== undefined)
      request.caller = await this.tokens.verify(token).catch(() => undefined);
    return true;
  }
}

/** Whether the held scopes open the named one: a scope covers everything below its dot. */
function covers(held: string[], name: string): boolean {
  return held.some((scope) => scope === name || name.startsWith(`${scope}.`));
}

function tokenOf({ headers }: Request): string | undefined {
  const parts = /^bearer(?: +(\S*))?$/i.exec(String(headers.authorization ?? ''));
  return parts ? (parts[1] ?? '') : undefined;
}

function isMisplaced({ query, body, headers }: Request): boolean {
  return holdsToken(query) || (headers.authorization !== undefined && holdsToken(body));
}

function holdsToken(members: unknown): boolean {
  return typeof members === 'object' && members !== null && 'access_token' in members;
}
