import { Injectable } from '@nestjs/common';
import { ActivityService } from '../../apps/activity/activity.service.js';
import { Problem } from '../../common/problem.js';
import { ChangeFeed } from '../../database/change-feed.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthError } from '../../oauth/errors.js';
import type { Face } from '../../oauth/faces.js';
import { SettingsService } from '../../settings/settings.service.js';
import { ProtocolFailures } from '../protocol-failures.js';
import { type ProtocolRequest, readGet, readPost } from '../protocol-request.js';

/** The token endpoints over HTTP: what all three faces share around the protocol. */
@Injectable()
export class TokenService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly feed: ChangeFeed,
    private readonly activity: ActivityService,
    private readonly failures: ProtocolFailures,
    private readonly settings: SettingsService,
  ) {}

  /** Serves one token request and notes it for the app's owner. */
  async serve(face: Face, request: ProtocolRequest): Promise<Record<string, unknown>> {
    if (!this.feed.isCurrent())
      throw new OAuthError('temporarily_unavailable', 'Please try again in a moment.');
    return this.failures.watch(request.ip, async () => {
      const message = request.method === 'GET' ? readGet(request) : readPost(request);
      const { issued, body } = await this.server.token(face, message);
      const grantType = message.parameters.grant_type ?? '';
      this.activity.noteIssued(issued.client.id, grantType, request.ip);
      return body;
    });
  }

  /** `GET`: refused, unless an administrator allows it, for GOGOX's clients. */
  serveGet(face: Face, request: ProtocolRequest): Promise<Record<string, unknown>> {
    const isAllowed = this.settings.get('oauth.token_get');
    // A HEAD request comes here too.
    if (request.method !== 'GET' || !isAllowed)
      throw new Problem(405, 'method_not_allowed', 'Send a POST request.', {
        headers: { allow: isAllowed ? 'GET, POST' : 'POST' },
      });
    return this.serve(face, request);
  }
}
