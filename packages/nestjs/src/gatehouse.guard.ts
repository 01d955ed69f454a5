import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Authenticator, type IncomingRequest } from './authenticator.js';
import type { Caller } from './caller.js';
import { Challenges, type Reply } from './challenge.js';
import { Operations } from './operations.js';
import { type GatehouseOptions, OPTIONS } from './options.js';
import { covers } from './scope.js';

interface Request extends IncomingRequest {
  query?: unknown;
  body?: unknown;
  caller?: Caller;
}

/** Closes an operation to everyone who lacks its scope, unless it is public. */
@Injectable()
export class GatehouseGuard implements CanActivate {
  private readonly challenges: Challenges;

  constructor(
    @Inject(OPTIONS) options: GatehouseOptions,
    private readonly operations: Operations,
    private readonly authenticator: Authenticator,
  ) {
    this.challenges = new Challenges(options);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // A message or a socket carries no Authorization header: closed.
    if (context.getType() !== 'http') return false;
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<Reply>();
    const operation = this.operations.of(context.getClass(), context.getHandler() as never);
    if (operation?.public) return this.noteCaller(request);
    if (!operation) throw this.challenges.refusal(reply, { refused: 'missing' });
    if (isMisplaced(request)) throw this.challenges.misplacedToken(reply);
    const result = await this.authenticator.authenticate(request);
    if ('refused' in result) throw this.challenges.refusal(reply, result);
    const { caller } = result;
    if (!operation.scopes.every((name) => covers(caller.scopes, name)))
      throw this.challenges.insufficientScope(reply, operation.scopes);
    request.caller = caller;
    return true;
  }

  /** A public operation is served to anyone; a valid token is noticed, a broken one is not. */
  private async noteCaller(request: Request): Promise<boolean> {
    const result = await this.authenticator.authenticate(request).catch(() => undefined);
    if (result && 'caller' in result) request.caller = result.caller;
    return true;
  }
}

function isMisplaced({ query, body, headers }: Request): boolean {
  return holdsToken(query) || (headers.authorization !== undefined && holdsToken(body));
}

function holdsToken(members: unknown): boolean {
  return typeof members === 'object' && members !== null && 'access_token' in members;
}
