import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { appKeyOf } from '../audit/audit.service.js';
import type { SecurityEvents } from '../audit/security-events.js';
import { acceptsHtml } from '../common/accept.js';
import { conflict, Problem } from '../common/problem.js';
import { OAuthError } from '../oauth/errors.js';
import type { Caller } from '../operations/caller.js';
import { KnownPaths } from '../operations/known-paths.js';
import type { RouteFacts } from '../operations/route-facts.js';
import { SettingsService } from '../settings/settings.service.js';

interface Request {
  id: string;
  method: string;
  url: string;
  headers: { accept?: string };
  ip: string;
  /** Who calls which operation, as far as the guard got. */
  caller?: Caller;
  operation?: string;
}

interface Reply {
  status(code: number): Reply;
  headers(values: Record<string, string>): Reply;
  getHeader(name: string): unknown;
  send(body: unknown): void;
  sent: boolean;
}

/** Shows people that a page is missing; answers whether it could. */
export interface NotFoundPage {
  show(reply: Reply): boolean;
}

/**
 * The one exit for everything that is refused or fails: RFC 6749 §5.2 on the protocol's endpoints,
 * RFC 9457 everywhere else. What nobody foresaw is logged whole and answered with one bland sentence.
 */
@Catch()
export class WireErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('Request');

  constructor(
    private readonly paths: KnownPaths,
    private readonly settings: SettingsService,
    private readonly page: NotFoundPage,
    private readonly events: SecurityEvents,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent) return;
    if (this.isUnknown(thrown, request)) {
      varyByAccept(reply);
      if (wantsPage(request) && this.page.show(reply)) return;
    }
    if (thrown instanceof OAuthError) return sendOAuthError(reply, thrown);
    const problem = this.toProblem(thrown, request);
    if (problem.cause !== undefined || problem.status >= 500)
      this.log.error({ msg: problem.detail, requestId: request.id, err: problem.cause ?? thrown });
    if (problem.status === 403) this.noteRefusal(problem, request);
    if (this.paths.factsOf(request.url).oauthErrors) return sendOnProtocol(reply, problem);
    reply
      .status(problem.status)
      .headers({ 'content-type': 'application/problem+json', ...problem.headers })
      .send(problem.toBody(request.id));
  }

  /** Tells of those who try what is for administrators alone. */
  private noteRefusal({ code }: Problem, { caller, operation, ip }: Request): void {
    // Whoever must confirm that it is them is asked, not refused.
    if (!caller || !operation?.startsWith('backend.') || code === 'confirmation_required') return;
    const detail = { operation, code };
    const appKey = appKeyOf(caller);
    this.events.note('security.administration_refused', {
      userId: caller.userId,
      appKey,
      ip,
      detail,
    });
  }

  private toProblem(thrown: unknown, request: Request): Problem {
    if (thrown instanceof Problem) return thrown;
    if (isNoRoute(thrown)) return this.unknownRoute(request);
    const status = statusOf(thrown);
    if (status === 413) return new Problem(413, 'too_large', 'The request is too large.');
    if (status === 415)
      return new Problem(415, 'unsupported_media_type', typesFor(this.paths.factsOf(request.url)));
    if (status >= 400 && status < 500)
      return new Problem(400, 'invalid_request', 'The request is malformed.');
    if (isUniqueViolation(thrown))
      return conflict('already_exists', 'Something with this name exists already.');
    if (isForNow(thrown))
      return new Problem(503, 'not_ready', 'The request cannot be served now; please try again.', {
        headers: { 'retry-after': '2' },
        cause: thrown,
      });
    return new Problem(500, 'server_error', 'Something went wrong on our side.', { cause: thrown });
  }

  private isUnknown(thrown: unknown, request: Request): boolean {
    return isNoRoute(thrown) && this.allowedOn(request).length === 0;
  }

  /** RFC 9110 §15.5.6: another method on a known path is 405 with `Allow`. */
  private unknownRoute(request: Request): Problem {
    const allowed = this.allowedOn(request);
    if (allowed.length === 0) return new Problem(404, 'not_found', 'There is no such operation.');
    return new Problem(405, 'method_not_allowed', 'This operation has other methods.', {
      headers: { allow: allowed.join(', ') },
    });
  }

  /** The methods that would be answered; none when the path does not exist. */
  private allowedOn({ method, url }: Request): string[] {
    const existing = this.paths.methodsOf(url);
    if (!this.paths.factsOf(url).token) return existing.includes(method) ? [] : existing;
    const isOpen = this.settings.get('oauth.token_get');
    // `HEAD` must have no effect (RFC 9110 §9.2.1), and a token endpoint cannot promise that.
    return existing.filter((other) => other !== 'HEAD' && (other !== 'GET' || isOpen));
  }
}

/** A cache keeps a person's page and a program's answer apart (RFC 9110 §12.5.5). */
function varyByAccept(reply: Reply): void {
  const others = reply.getHeader('vary');
  reply.headers({ vary: others ? `${String(others)}, Accept` : 'Accept' });
}

function isNoRoute(thrown: unknown): boolean {
  return thrown instanceof HttpException && thrown.getStatus() === 404;
}

function wantsPage({ method, headers }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && acceptsHtml(headers.accept);
}

function sendOAuthError(reply: Reply, error: OAuthError): void {
  reply
    .status(error.status)
    .headers({
      ...(error.status === 401 && {
        'www-authenticate': 'Basic realm="gatehouse", charset="UTF-8"',
      }),
      ...error.headers,
    })
    .send(error.toBody());
}

function sendOnProtocol(reply: Reply, { status, headers, detail }: Problem): void {
  const isOurs = status >= 500 || status === 429;
  const error = isOurs ? 'temporarily_unavailable' : 'invalid_request';
  const { error_description } = new OAuthError(error, detail).toBody();
  const kept = [405, 413, 429, 500, 503].includes(status) ? status : 400;
  reply.status(kept).headers(headers).send({ error, error_description });
}

function typesFor({ forms }: RouteFacts): string {
  return forms
    ? 'Send application/x-www-form-urlencoded or application/json.'
    : 'Send application/json.';
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const { statusCode } = thrown as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

function isUniqueViolation(thrown: unknown): boolean {
  if (!(thrown instanceof QueryFailedError)) return false;
  const { code, message } = thrown.driverError as { code?: string; message?: string };
  return code === '23505' || (code === 'SQLITE_CONSTRAINT' && /UNIQUE/.test(message ?? ''));
}

/**
 * The database is full, busy, stopping, cannot be reached, or a statement took too long: nothing was stored, and the same
 * request may succeed later.
 */
function isForNow(thrown: unknown): boolean {
  const { code, driverError } = thrown as { code?: unknown; driverError?: { code?: unknown } };
  return FOR_NOW.test(String(driverError?.code ?? code));
}

const FOR_NOW =
  /^(SQLITE_(FULL|BUSY|IOERR|READONLY|INTERRUPT)|53\d{3}|57014|57P0[1-3]|08\d{3}|25006|ECONNREFUSED|ECONNRESET|ETIMEDOUT)$/;
