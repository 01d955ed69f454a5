import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { ActivityService } from '../../apps/activity/activity.service.js';
import { Problem } from '../../common/problem.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { type TokenProfile, TOKEN_PROFILES } from '../../oauth/token-profiles.js';
import { Operation, Public } from '../../operations/decorators.js';
import { SettingsService } from '../../settings/settings.service.js';
import { OAuthEndpoint } from '../oauth-endpoint.decorator.js';
import { OAuthEndpointService, type OAuthRequest } from '../oauth-endpoint.service.js';
import { ApiTokenEndpoint } from './token.openapi.js';

/** The token endpoint (RFC 6749 §3.2), at three addresses that differ by their profile alone. */
@ApiTags('OAuth')
@Controller()
export class TokenController {
  constructor(
    private readonly endpoint: OAuthEndpointService,
    private readonly server: AuthorizationServer,
    private readonly activity: ActivityService,
    private readonly settings: SettingsService,
  ) {}

  /** Serves Fusio’s clients and every standard client. */
  @OAuthEndpoint({ crossOrigin: true, token: true })
  @Operation('authorization.token')
  @ApiTokenEndpoint(
    TOKEN_PROFILES.authorization,
    'Request a token',
    'RFC 6749 §3.2. The token endpoint for every standard client, with all grant types.',
  )
  @Post('authorization/token')
  authorization(@Req() request: OAuthRequest) {
    return this.serve(TOKEN_PROFILES.authorization, request);
  }

  /** Serves CoopCycle’s clients. */
  @OAuthEndpoint({ crossOrigin: true, token: true })
  @Operation('oauth2.token')
  @ApiTokenEndpoint(
    TOKEN_PROFILES.oauth2,
    'Request a token by client credentials',
    'A second address of the token endpoint. It serves client credentials alone, and answers three members.',
  )
  @Post('oauth2/token')
  oauth2(@Req() request: OAuthRequest) {
    return this.serve(TOKEN_PROFILES.oauth2, request);
  }

  /** Serves Cyclr’s and GOGOX’s clients. */
  @OAuthEndpoint({ crossOrigin: true, token: true })
  @Operation('oauth.token')
  @ApiTokenEndpoint(
    TOKEN_PROFILES.oauth,
    'Request a token for an account',
    'A third address of the token endpoint: client credentials, or a user who logs in for the account whose id stands in `client_secret`. The answer names no scope.',
  )
  @Post('oauth/token')
  oauth(@Req() request: OAuthRequest) {
    return this.serve(TOKEN_PROFILES.oauth, request);
  }

  @Public()
  @Operation('authorization.tokenByGet')
  @ApiExcludeEndpoint()
  @Get('authorization/token')
  authorizationByGet(@Req() request: OAuthRequest) {
    return this.serveGet(TOKEN_PROFILES.authorization, request);
  }

  @Public()
  @Operation('oauth2.tokenByGet')
  @ApiExcludeEndpoint()
  @Get('oauth2/token')
  oauth2ByGet(@Req() request: OAuthRequest) {
    return this.serveGet(TOKEN_PROFILES.oauth2, request);
  }

  @Public()
  @Operation('oauth.tokenByGet')
  @ApiExcludeEndpoint()
  @Get('oauth/token')
  oauthByGet(@Req() request: OAuthRequest) {
    return this.serveGet(TOKEN_PROFILES.oauth, request);
  }

  /** Serves one request, and notes it for the app's owner. */
  private serve(profile: TokenProfile, request: OAuthRequest): Promise<Record<string, unknown>> {
    return this.endpoint.serve(request, async (message) => {
      const { issued, body } = await this.server.token(profile, message);
      const grantType = message.parameters.grant_type ?? '';
      this.activity.noteIssued(issued.client.id, grantType, request.ip);
      return body;
    });
  }

  /** Refuses `GET`, unless an administrator allows it, for GOGOX's clients. */
  private serveGet(profile: TokenProfile, request: OAuthRequest): Promise<Record<string, unknown>> {
    const isAllowed = this.settings.get('oauth.token_get');
    // A HEAD request comes here too.
    if (request.method !== 'GET' || !isAllowed)
      throw new Problem(405, 'method_not_allowed', 'Send a POST request.', {
        headers: { allow: isAllowed ? 'GET, POST' : 'POST' },
      });
    return this.serve(profile, request);
  }
}
