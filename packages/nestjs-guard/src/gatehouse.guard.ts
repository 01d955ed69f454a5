import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';
import { Challenges, type Reply } from './challenge.js';
import { Operations } from './operations.js';
import { type GatehouseOptions, OPTIONS } from './options.js';
import { type Carrier, Recognition } from './recognition.js';

interface Request extends Carrier {
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
    private readonly recognition: Recognition,
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
    if (!operation) throw this.challenges.refusal(reply, { refused: 'missing' });
    if (isMisplaced(request)) throw this.challenges.misplacedToken(reply);
    const recognised = await this.recognition.of(request);
    if ('refused' in recognised) throw this.challenges.refusal(reply, recognised);
    const { caller } = recognised;
    if (!operation.scopes.every((name) => covers(caller.scopes, name)))
      throw this.challenges.insufficientScope(reply, operation.scopes);
    request.caller = caller;
    return true;
  }

  /** A public operation is served to anyone; a valid token is noticed, a broken one is not. */
  private async welcome(request: Request): Promise<boolean> {
    const recognised = await this.recognition.of(request).catch(() => undefined);
    if (recognised && 'caller' in recognised) request.caller = recognised.caller;
    return true;
  }
}

/** Whether the held scopes open the named one: a scope covers everything below its dot. */
function covers(held: string[], name: string): boolean {
  return held.some((scope) => scope === name || name.startsWith(`${scope}.`));
}

function isMisplaced({ query, body, headers }: Request): boolean {
  return holdsToken(query) || (headers.authorization !== undefined && holdsToken(body));
}

function holdsToken(members: unknown): boolean {
  return typeof members === 'object' && members !== null && 'access_token' in members;
}
