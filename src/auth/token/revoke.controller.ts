import { Controller, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { PerAccount } from '../../operations/decorators.js';
import { OAuthEndpoint } from '../oauth-endpoint.decorator.js';
import { OAuthEndpointService, type OAuthRequest } from '../oauth-endpoint.service.js';
import {
  ApiOAuthBody,
  EXAMPLE_CLIENT,
  EXAMPLE_TOKEN,
  TOKEN_TO_LOOK_AT,
} from '../oauth-parameters.openapi.js';

/** The revocation endpoint (RFC 7009). */
@ApiTags('OAuth')
@Controller('authorization')
export class RevokeController {
  constructor(
    private readonly endpoint: OAuthEndpointService,
    private readonly server: AuthorizationServer,
  ) {}

  /** Clients must ignore the body (§2.2), but some read every answer as JSON, so there is an empty object. */
  @OAuthEndpoint({ crossOrigin: true })
  @ApiOAuthBody(TOKEN_TO_LOOK_AT, { token: EXAMPLE_TOKEN, ...EXAMPLE_CLIENT }, ['token'])
  @ApiOperation({
    summary: 'Revoke a token',
    description:
      'RFC 7009. A refresh token is revoked with the whole grant, an API key for good. An unknown token is no error.',
  })
  @ApiOkResponse({ description: 'An empty object.', schema: { type: 'object' } })
  @PerAccount()
  @Post('revoke')
  async revoke(@Req() request: OAuthRequest): Promise<object> {
    await this.endpoint.serve(request, (message) => this.server.revoke(message));
    return {};
  }
}
