import { Injectable } from '@nestjs/common';
import { ActivityService } from '../../apps/activity/activity.service.js';
import { Problem } from '../../common/problem.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import type { Face } from '../../oauth/faces.js';
import { SettingsService } from '../../settings/settings.service.js';
import { OAuthEndpointService } from '../oauth-endpoint.service.js';
import type { OAuthRequest } from '../oauth-request.js';

/** The token endpoints over HTTP: what all three profiles share around the protocol. */
@Injectable()
export class TokenService {
  constructor(
    private readonly endpoint: OAuthEndpointService,
    private readonly server: AuthorizationServer,
    private readonly activity: ActivityService,
    private readonly settings: SettingsService,
  ) {}

  /** Serves one token request and notes it for the app's owner. */
  serve(profile: Face, request: OAuthRequest): Promise<Record<string, unknown>> {
    return this.endpoint.serve(request, async (message) => {
      const { issued, body } = await this.server.token(profile, message);
      const grantType = message.parameters.grant_type ?? '';
      this.activity.noteIssued(issued.client.id, grantType, request.ip);
      return body;
    });
  }

  /** `GET`: refused, unless an administrator allows it, for GOGOX's clients. */
  serveGet(profile: Face, request: OAuthRequest): Promise<Record<string, unknown>> {
    const isAllowed = this.settings.get('oauth.token_get');
    // A HEAD request comes here too.
    if (request.method !== 'GET' || !isAllowed)
      throw new Problem(405, 'method_not_allowed', 'Send a POST request.', {
        headers: { allow: isAllowed ? 'GET, POST' : 'POST' },
      });
    return this.serve(profile, request);
  }
}
