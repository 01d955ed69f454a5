import { Injectable } from '@nestjs/common';
import { ActivityService } from '../apps/activity.service.js';
import { Problem } from '../common/problem.js';
import { ChangeFeed } from '../database/change-feed.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { OAuthError } from '../oauth/errors.js';
import type { Face } from '../oauth/faces.js';
import { SettingsService } from '../settings/settings.service.js';
import { ProtocolFailures } from './protocol-failures.js';
import { type ProtocolRequest, readGet, readPost } from './protocol-request.js';

/** The token endpoints over HTTP: what all three faces share around the protocol. */
@Injectable()
export class TokenService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly feed: ChangeFeed,
    private readonly activity: ActivityService,
    private readonly failures: ProtocolFailures,
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
}

/** `GET` on a token endpoint: refused, unless an administrator allows it (source document 004). */
@Injectable()
export class TokenByGet {
  constructor(
    private readonly settings: SettingsService,
    private readonly tokens: TokenService,
  ) {}

  serve(face: Face, request: ProtocolRequest): Promise<Record<string, unknown>> {
    const isAllowed = this.settings.get('oauth.token_get');
    // A HEAD request comes here too.
    if (request.method !== 'GET' || !isAllowed)
      throw new Problem(405, 'method_not_allowed', 'Send a POST request.', {
        headers: { allow: isAllowed ? 'GET, POST' : 'POST' },
      });
    return this.tokens.serve(face, request);
  }
}
