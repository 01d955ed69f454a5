import { Injectable } from '@nestjs/common';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import type { PushedAnswer } from '../oauth/authorization/pushed.js';
import type { DeviceAnswer } from '../oauth/device-authorization.js';
import type { Introspection } from '../oauth/tokens/introspect.js';
import { ProtocolFailures } from './protocol-failures.js';
import { type ProtocolRequest, readPost } from './protocol-request.js';

/** The endpoints beside the token endpoint, over HTTP. */
@Injectable()
export class ProtocolService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly failures: ProtocolFailures,
  ) {}

  /** RFC 9126: everything that is wrong with the request is said here, not by a redirect. */
  push(request: ProtocolRequest): Promise<PushedAnswer> {
    return this.failures.watch(request.ip, async () =>
      this.server.pushAuthorization(readPost(request)),
    );
  }

  /** RFC 7662. */
  introspect(request: ProtocolRequest): Promise<Introspection> {
    return this.failures.watch(request.ip, async () => this.server.introspect(readPost(request)));
  }

  /** RFC 8628 §3.1. */
  startDevice(request: ProtocolRequest): Promise<DeviceAnswer> {
    return this.failures.watch(request.ip, async () => this.server.startDevice(readPost(request)));
  }

  /**
   * RFC 7009, also for a token that was over already. Clients must ignore the body (§2.2), but some
   * read every answer as JSON, so there is an empty object.
   */
  async revoke(request: ProtocolRequest): Promise<Record<string, never>> {
    await this.failures.watch(request.ip, async () => this.server.revoke(readPost(request)));
    return {};
  }
}
