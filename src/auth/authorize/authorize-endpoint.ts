import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { ChangeFeed } from '../../database/change-feed.js';
import { invalidRequest, OAuthError } from '../../oauth/errors.js';
import { namesSecret, parametersFromJson } from '../../oauth/parameters.js';
import type { Caller } from '../../operations/caller.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { ProtocolFailures } from '../protocol-failures.js';
import { AUTHORIZE_PATH } from '../protocol-paths.js';
import type { ProtocolRequest } from '../protocol-request.js';
import { AuthorizeService, type Next } from './authorize.service.js';
import { ERROR_PAGE_POLICY, errorPage } from './error-page.js';
import { refusalPage } from './refusal-page.js';
import { FormPost } from './form-post.js';

/** What of the browser's request is looked at. */
export interface AuthorizeRequest {
  method: string;
  url: string;
  ip: string;
  headers: Record<string, string | string[] | undefined>;
}

export interface AuthorizeReply {
  status(code: number): AuthorizeReply;
  headers(values: Record<string, string>): AuthorizeReply;
  send(body?: string): unknown;
}

/** The authorization endpoint over HTTP: a redirect, or a page where no address can be trusted. */
@Injectable()
export class AuthorizeEndpoint {
  constructor(
    private readonly authorize: AuthorizeService,
    private readonly failures: ProtocolFailures,
    private readonly feed: ChangeFeed,
    private readonly throttle: ThrottleService,
    private readonly config: Config,
    private readonly formPost: FormPost,
  ) {}

  /** `HEAD` is decided as `GET`, and leaves nothing behind (RFC 9110 §9.2.1, §9.3.2). */
  async serve(
    { method, url, ip, headers }: AuthorizeRequest,
    caller: Caller | undefined,
    reply: AuthorizeReply,
  ): Promise<void> {
    // Strangers at the same address use up nothing of who has signed in.
    if (caller) await this.throttle.consume(BUDGETS.waiting, caller.personId);
    else await this.throttle.consumeAt(BUDGETS.waiting, ip);
    await this.orPage(
      reply,
      async () => {
        if (!this.feed.isCurrent())
          throw new OAuthError('temporarily_unavailable', 'Please try again in a moment.');
        if (method === 'HEAD') return this.authorize.next(url, caller, false);
        const next = await this.failures.watch(ip, () => this.authorize.next(url, caller));
        if (next.error) await this.failures.note(next.error, ip);
        return next;
      },
      String(headers['accept-language'] ?? ''),
    );
  }

  /**
   * A POST (OpenID Connect Core §3.1.2.1) goes on as a GET: when a foreign page sends the POST, the
   * person's cookie does not come along.
   */
  async moveToQuery({ body }: ProtocolRequest, reply: AuthorizeReply): Promise<void> {
    await this.orPage(reply, () => {
      const parameters = parametersFromJson(body ?? {});
      if (namesSecret(Object.keys(parameters)))
        throw invalidRequest('Secrets and tokens never belong into an authorization request.');
      const query = new URLSearchParams(parameters as Record<string, string>).toString();
      return { address: `${this.config.basePath}${AUTHORIZE_PATH}?${query}` };
    });
  }

  /**
   * Sends the browser on to where `work` says, or shows the page that posts the answer; a refusal that
   * nobody is redirected with is a page too.
   * @param language the header `Accept-Language`
   */
  private async orPage(
    reply: AuthorizeReply,
    work: () => Next | Promise<Next>,
    language?: string,
  ): Promise<void> {
    try {
      const { address: location, page } = await work();
      if (page) return sendPage(reply, 400, refusalPage(page, language));
      if (location !== undefined && this.formPost.showAt(location, reply)) return;
      reply
        .status(303)
        .headers(location === undefined ? {} : { location })
        .send();
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { status, description } = error;
      sendPage(reply, status, errorPage({ error: error.error, detail: description }));
    }
  }
}

function sendPage(reply: AuthorizeReply, status: number, page: string): void {
  reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': ERROR_PAGE_POLICY,
    })
    .send(page);
}
