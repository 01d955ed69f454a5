import { Injectable } from '@nestjs/common';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { ProtocolFailures } from './protocol-failures.js';
import { type ProtocolRequest, readPost } from './protocol-request.js';

/** The endpoints beside the token endpoint, over HTTP. */
@Injectable()
export class ProtocolService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly failures: ProtocolFailures,
  ) {}

  /** RFC 7009: an empty answer, also for a token that was over already. */
  revoke(request: ProtocolRequest): Promise<void> {
    return this.failures.watch(request.ip, async () => this.server.revoke(readPost(request)));
  }
}
