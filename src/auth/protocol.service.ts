import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '../database/change-feed.js';
import { type Admission, AuthorizationServer } from '../oauth/authorization-server.js';
import type { PushedAnswer } from '../oauth/authorization/pushed.js';
import type { DeviceAnswer } from '../oauth/device-authorization.js';
import { OAuthError } from '../oauth/errors.js';
import type { Introspection } from '../oauth/tokens/introspect.js';
import { BUDGETS } from '../throttle/budgets.js';
import { ThrottleService } from '../throttle/throttle.service.js';
import { ProtocolFailures } from './protocol-failures.js';
import { type ProtocolRequest, readPost } from './protocol-request.js';

/** The endpoints beside the token endpoint, over HTTP. */
@Injectable()
export class ProtocolService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly failures: ProtocolFailures,
    private readonly throttle: ThrottleService,
    private readonly feed: ChangeFeed,
  ) {}

  /** RFC 9126: everything that is wrong with the request is said here, not by a redirect. */
  async push(request: ProtocolRequest): Promise<PushedAnswer> {
    return this.serve(request, (message) =>
      this.server.pushAuthorization(message, this.admit(request.ip)),
    );
  }

  /** RFC 7662. */
  introspect(request: ProtocolRequest): Promise<Introspection> {
    return this.serve(request, (message) => this.server.introspect(message));
  }

  /** RFC 8628 §3.1. */
  async startDevice(request: ProtocolRequest): Promise<DeviceAnswer> {
    return this.serve(request, (message) =>
      this.server.startDevice(message, this.admit(request.ip)),
    );
  }

  /**
   * RFC 7009, also for a token that was over already. Clients must ignore the body (§2.2), but some
   * read every answer as JSON, so there is an empty object.
   */
  async revoke(request: ProtocolRequest): Promise<Record<string, never>> {
    await this.serve(request, (message) => this.server.revoke(message));
    return {};
  }

  /**
   * Counts what waits for a person: by who proved who they are, so that no stranger at the same place
   * uses up what is theirs; else by place, since anybody may name a public app.
   */
  private admit(ip: string): Admission {
    return ({ client }) =>
      client.authentication.includes('none')
        ? this.throttle.consumeAt(BUDGETS.waiting, ip)
        : this.throttle.consume(BUDGETS.waiting, client.id);
  }

  /** @throws OAuthError `temporarily_unavailable` while what is remembered may be over */
  private async serve<T>(
    request: ProtocolRequest,
    work: (message: ReturnType<typeof readPost>) => Promise<T>,
  ): Promise<T> {
    if (!this.feed.isCurrent())
      throw new OAuthError('temporarily_unavailable', 'Please try again in a moment.');
    return this.failures.watch(request.ip, async () => work(readPost(request)));
  }
}
