import { Injectable } from '@nestjs/common';
import { ActivityService } from '../apps/activity/activity.service.js';
import { ChangeFeed } from '../database/change-feed.js';
import type { Admission } from '../oauth/authorization-server.js';
import { invalidRequest, OAuthError } from '../oauth/errors.js';
import { namesSecret, type Parameters, parametersFromJson } from '../oauth/parameters.js';
import type { OAuthMessage } from '../oauth/token-request.js';
import { BUDGETS } from '../throttle/budgets.js';
import { ThrottleService } from '../throttle/throttle.service.js';

/** What of an HTTP request the protocol looks at. */
export interface OAuthRequest {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  query: unknown;
  body: unknown;
  ip: string;
}

/** What every OAuth endpoint does around its own work. */
@Injectable()
export class OAuthEndpointService {
  constructor(
    private readonly feed: ChangeFeed,
    private readonly activity: ActivityService,
    private readonly throttle: ThrottleService,
  ) {}

  /**
   * Reads the request once and does the work with it.
   * @throws OAuthError as the work does, and `temporarily_unavailable`
   */
  async serve<T>(request: OAuthRequest, work: (message: OAuthMessage) => Promise<T>): Promise<T> {
    this.requireCurrent();
    return this.watch(request.ip, async () => work(readMessage(request)));
  }

  /** @throws OAuthError `temporarily_unavailable` while what is remembered may be over */
  requireCurrent(): void {
    if (!this.feed.isCurrent())
      throw new OAuthError('temporarily_unavailable', 'Please try again in a moment.');
  }

  /** Does the work; notes its refusal and passes it on. */
  async watch<T>(ip: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof OAuthError) await this.note(error, ip);
      throw error;
    }
  }

  /**
   * Leaves what a refusal leaves behind: a line in the app's activity, with the reason in words for
   * its owner, and a point against whoever guesses secrets. A right secret is never turned away.
   */
  async note({ error, hint, description, clientId }: OAuthError, ip: string): Promise<void> {
    if (clientId) this.activity.noteFailure(clientId, error, hint ?? description, ip);
    if (error === 'invalid_client') await this.throttle.noteClientFailure(clientId ?? '', ip);
  }

  /**
   * Counts what waits for a person: by who proved who they are, so that no stranger at the same place
   * uses up what is theirs; else by place, since anybody may name a public app.
   */
  admit(ip: string): Admission {
    return ({ client }) =>
      client.authentication.includes('none')
        ? this.throttle.consumeAt(BUDGETS.waiting, ip)
        : this.throttle.consume(BUDGETS.waiting, client.id);
  }
}

/**
 * What a client sent. All of a POST is in its body. A GET, where the setting allows it, holds
 * credentials in the header alone.
 * @throws OAuthError `invalid_request`
 */
function readMessage(request: OAuthRequest): OAuthMessage {
  return {
    parameters: request.method === 'GET' ? fromQuery(request) : fromBody(request),
    authorization: single(request.headers.authorization),
    dpop: single(request.headers.dpop),
    ip: request.ip,
  };
}

/** The parameters in a body: a form was read by the body parser already. */
export function bodyParameters({ headers, body }: Pick<OAuthRequest, 'headers' | 'body'>) {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(String(headers['content-type']));
  return isForm && body ? (body as Parameters) : parametersFromJson(body ?? {});
}

function fromBody(request: OAuthRequest): Parameters {
  if (Object.keys(request.query ?? {}).length > 0)
    throw invalidRequest('Parameters belong into the body, not into the URL.');
  return bodyParameters(request);
}

function fromQuery(request: OAuthRequest): Parameters {
  const query = (request.query ?? {}) as Record<string, unknown>;
  if (namesSecret(Object.keys(query)))
    throw invalidRequest('Credentials never belong into the URL.');
  return parametersFromJson({ grant_type: 'client_credentials', ...query });
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
