import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { FACES } from '../../oauth/faces.js';
import { Public } from '../../operations/decorators.js';
import { OAuthEndpoint } from '../oauth-endpoint.decorator.js';
import type { OAuthRequest } from '../oauth-request.js';
import { TokenService } from './token.service.js';
import { ApiTokenEndpoint } from './token.openapi.js';

/** Serves Fusio’s clients and every standard client. */
@ApiTags('OAuth')
@Controller('authorization')
export class AuthorizationTokenController {
  constructor(private readonly tokens: TokenService) {}

  @OAuthEndpoint({ crossOrigin: true, token: true })
  @ApiTokenEndpoint(
    FACES.authorization,
    'Request a token',
    'RFC 6749 §3.2. The token endpoint for every standard client, with all grant types.',
  )
  @Post('token')
  token(@Req() request: OAuthRequest) {
    return this.tokens.serve(FACES.authorization, request);
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get('token')
  tokenByGet(@Req() request: OAuthRequest) {
    return this.tokens.serveGet(FACES.authorization, request);
  }
}

/** Serves CoopCycle’s clients. */
@ApiTags('OAuth')
@Controller('oauth2')
export class OAuth2TokenController {
  constructor(private readonly tokens: TokenService) {}

  @OAuthEndpoint({ crossOrigin: true, token: true })
  @ApiTokenEndpoint(
    FACES.oauth2,
    'Request a token as CoopCycle does',
    'For clients that were written for CoopCycle: client credentials only.',
  )
  @Post('token')
  token(@Req() request: OAuthRequest) {
    return this.tokens.serve(FACES.oauth2, request);
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get('token')
  tokenByGet(@Req() request: OAuthRequest) {
    return this.tokens.serveGet(FACES.oauth2, request);
  }
}

/** Serves Cyclr’s and GOGOX’s clients. */
@ApiTags('OAuth')
@Controller('oauth')
export class OAuthTokenController {
  constructor(private readonly tokens: TokenService) {}

  @OAuthEndpoint({ crossOrigin: true, token: true })
  @ApiTokenEndpoint(
    FACES.oauth,
    'Request a token as Cyclr and GOGOX do',
    'For clients that were written for Cyclr or for the transport API of GOGOX.',
  )
  @Post('token')
  token(@Req() request: OAuthRequest) {
    return this.tokens.serve(FACES.oauth, request);
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get('token')
  tokenByGet(@Req() request: OAuthRequest) {
    return this.tokens.serveGet(FACES.oauth, request);
  }
}
