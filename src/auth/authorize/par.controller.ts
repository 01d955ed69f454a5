import { Controller, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthEndpoint } from '../oauth-endpoint.decorator.js';
import { OAuthEndpointService, type OAuthRequest } from '../oauth-endpoint.service.js';
import { PushedRequestDto } from './consent.dto.js';
import {
  ApiOAuthBody,
  AUTHORIZATION_REQUEST,
  CLIENT_AUTHENTICATION,
  EXAMPLE_AUTHORIZATION,
  EXAMPLE_CLIENT,
} from '../oauth-parameters.openapi.js';

/** The pushed authorization request endpoint (RFC 9126). */
@ApiTags('OAuth')
@Controller('authorization')
export class ParController {
  constructor(
    private readonly endpoint: OAuthEndpointService,
    private readonly server: AuthorizationServer,
  ) {}

  /** Everything that is wrong with the request is said here, not by a redirect. */
  @OAuthEndpoint({ crossOrigin: true, status: 201 })
  @ApiOAuthBody(
    { ...AUTHORIZATION_REQUEST, ...CLIENT_AUTHENTICATION },
    { ...EXAMPLE_AUTHORIZATION, ...EXAMPLE_CLIENT },
    ['response_type', 'code_challenge', 'code_challenge_method'],
  )
  @ApiOperation({
    summary: 'Create a pushed authorization request',
    description:
      'RFC 9126. Stores the parameters of an authorization request, and answers a `request_uri` that stands for them once.',
  })
  @ApiCreatedResponse({ type: PushedRequestDto })
  @Post('par')
  par(@Req() request: OAuthRequest): Promise<PushedRequestDto> {
    const admit = this.endpoint.admit(request.ip);
    return this.endpoint.serve(request, (message) => this.server.pushAuthorization(message, admit));
  }
}
