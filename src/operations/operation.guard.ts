import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { Clock } from '../common/clock.js';
import { forbidden, Problem } from '../common/problem.js';
import { Config } from '../config/config.js';
import { ChangeFeed } from '../database/change-feed.js';
import { IDENTITY_SCOPES, uncovered } from '../oauth/scope.js';
import type { Caller } from './caller.js';
import { Catalogue, type OperationEntry } from './catalogue.js';
import { Challenges } from './challenge.js';
import { readIfMatch } from './if-match.js';
import { requireConfirmation, requireOwnLogin } from './own-login.js';
import { RememberedCallers } from './remembered-callers.js';

interface Request {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  query: unknown;
  body: unknown;
  caller?: Caller;
  /** The operation's name, once it is known who calls. */
  operation?: string;
  ip: string;
}

/** Authenticates by a bearer token, a token bound to a key, or the portal's cookie; nobody is an answer too. */
class PassportGuard extends AuthGuard(['bearer', 'dpop', 'cookie']) {
  override handleRequest<T>(error: unknown, caller: T | false): T {
    if (error) throw error;
    return (caller || undefined) as T;
  }

  override getAuthenticateOptions() {
    return { session: false, property: 'caller' };
  }
}

/** Guards every operation: it is closed to everyone who lacks its scope, unless it is public. */
@Injectable()
export class OperationGuard implements CanActivate {
  private readonly challenges: Challenges;
  private readonly passport = new PassportGuard();

  constructor(
    config: Config,
    private readonly catalogue: Catalogue,
    private readonly feed: ChangeFeed,
    private readonly clock: Clock,
    private readonly remembered: RememberedCallers,
  ) {
    this.challenges = new Challenges(config.publicUrl);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const operation = this.catalogue.of(context.getClass(), context.getHandler() as never);
    const request = context.switchToHttp().getRequest<Request>();
    if (operation?.public) return this.servePublic(context, request);
    if (!operation) throw this.challenges.missing();
    if (!this.feed.isCurrent())
      throw new Problem(503, 'not_ready', 'The database cannot be reached; please try again.');
    this.refuseMisplacedToken(request);
    const caller = this.remembered.of(request.headers.authorization);
    if (caller) return this.admit(caller, operation, request);
    return this.authenticate(context, operation, request);
  }

  /** Asks passport, for what is not in memory. */
  private async authenticate(
    context: ExecutionContext,
    operation: OperationEntry,
    request: Request,
  ): Promise<boolean> {
    await this.passport.canActivate(context);
    const { caller } = request;
    if (!caller)
      throw presentsToken(request) ? this.challenges.invalidToken() : this.challenges.missing();
    return this.admit(caller, operation, request);
  }

  /** @throws Problem 403 for what the caller lacks */
  private admit(caller: Caller, operation: OperationEntry, request: Request): true {
    // Whoever is refused is told of, too.
    request.caller = caller;
    request.operation = operation.name;
    refuseOtherAccount(caller, operation, request);
    if (uncovered(heldBy(caller, operation), operation.scopes).length > 0)
      throw this.challenges.insufficientScope(operation.scopes);
    if (operation.ownLogin) requireOwnLogin(caller);
    if (operation.confirmed) requireConfirmation(caller, this.clock.now());
    request.caller = { ...caller, ip: request.ip, ifMatch: preconditionOf(request) };
    return true;
  }

  /** Serves a public operation to anyone; a valid token tells who calls, a broken one is ignored. */
  private async servePublic(context: ExecutionContext, request: Request): Promise<boolean> {
    const mayBeKnown = presentsToken(request) || request.headers.cookie !== undefined;
    if (mayBeKnown)
      await Promise.resolve(this.passport.canActivate(context)).catch(() => undefined);
    return true;
  }

  private refuseMisplacedToken({ query, body, headers }: Request): void {
    if (holdsToken(query)) throw this.challenges.invalidRequest('A token must not be in the URL.');
    // In a form it is one (RFC 6750 §2.2), and the client shall hear why it does not count.
    if (holdsToken(body) && (headers.authorization !== undefined || isForm(headers)))
      throw this.challenges.invalidRequest('Send the token in the Authorization header alone.');
  }
}

function presentsToken({ headers }: Request): boolean {
  return /^(bearer|dpop)\b/i.test(String(headers.authorization ?? ''));
}

/** What may be replaced: asked of changes of what is there, and ignored elsewhere. */
function preconditionOf({ method, headers }: Request) {
  const header = headers['if-match'];
  return method === 'PUT' || method === 'DELETE' ? readIfMatch(header?.toString()) : undefined;
}

function isForm(headers: Request['headers']): boolean {
  return String(headers['content-type']).startsWith('application/x-www-form-urlencoded');
}

function holdsToken(members: unknown): boolean {
  return typeof members === 'object' && members !== null && Object.hasOwn(members, 'access_token');
}

/** What the caller may use here: a person's own login needs no role for what tells who they are. */
function heldBy({ effectiveScopes, ownLogin }: Caller, operation: OperationEntry): string[] {
  return operation.ownLogin && ownLogin
    ? [...effectiveScopes, ...IDENTITY_SCOPES]
    : effectiveScopes;
}

/** A token for one account works for that account alone, and only where there are accounts. */
function refuseOtherAccount(
  caller: Caller,
  { perAccount }: OperationEntry,
  { headers }: Request,
): void {
  if (caller.account && !perAccount)
    throw forbidden('account_restricted', 'The token works for one account alone.');
  const named = [headers['x-account'], headers['x-cyclr-account']];
  if (caller.account && named.some((name) => name !== undefined && name !== caller.account))
    throw forbidden('account_restricted', 'The token works for another account.');
}
