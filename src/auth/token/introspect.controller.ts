import { Controller, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthEndpoint } from '../oauth-endpoint.decorator.js';
import { OAuthEndpointService, type OAuthRequest } from '../oauth-endpoint.service.js';
import { IntrospectionDto } from './introspection.dto.js';
import {
  ApiOAuthBody,
  EXAMPLE_CLIENT,
  EXAMPLE_TOKEN,
  TOKEN_TO_LOOK_AT,
} from '../oauth-parameters.openapi.js';

/** The introspection endpoint (RFC 7662). */
@ApiTags('OAuth')
@Controller('authorization')
export class IntrospectController {
  constructor(
    private readonly endpoint: OAuthEndpointService,
    private readonly server: AuthorizationServer,
  ) {}

  @OAuthEndpoint()
  @ApiOAuthBody(TOKEN_TO_LOOK_AT, { token: EXAMPLE_TOKEN, ...EXAMPLE_CLIENT }, ['token'])
  @ApiOperation({
    summary: 'Introspect a token',
    description:
      'RFC 7662. For resource servers; a token or an API key that is not live is answered with `active: false` alone.',
  })
  @ApiOkResponse({ type: IntrospectionDto })
  @Post('introspect')
  introspect(@Req() request: OAuthRequest): Promise<IntrospectionDto> {
    return this.endpoint.serve(request, (message) => this.server.introspect(message));
  }
}
