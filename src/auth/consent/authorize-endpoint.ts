import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '../../database/change-feed.js';
import { OAuthError } from '../../oauth/errors.js';
import type { Caller } from '../../operations/caller.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { networkOf } from '../../throttle/network.js';
import { Throttle } from '../../throttle/throttle.service.js';
import { ProtocolFailures } from '../protocol-failures.js';
import { AuthorizeService } from './authorize.service.js';
import { ERROR_PAGE_POLICY, errorPage } from './error-page.js';

/** What of the browser's request is looked at. */
export interface AuthorizeRequest {
  url: string;
  ip: string;
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
    private readonly throttle: Throttle,
  ) {}

  async serve({ url, ip }: AuthorizeRequest, caller: Caller | undefined, reply: AuthorizeReply) {
    await this.throttle.consume(BUDGETS.waiting, networkOf(ip));
    try {
      if (!this.feed.isCurrent())
        throw new OAuthError('temporarily_unavailable', 'Please try again in a moment.');
      const next = await this.failures.watch(ip, () => this.authorize.next(url, caller));
      if (next.error) await this.failures.note(next.error, ip);
      reply.status(303).headers({ location: next.address }).send();
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      sendPage(reply, error);
    }
  }
}

function sendPage(reply: AuthorizeReply, { status, error, description }: OAuthError): void {
  reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': ERROR_PAGE_POLICY,
    })
    .send(errorPage({ error, detail: description }));
}
