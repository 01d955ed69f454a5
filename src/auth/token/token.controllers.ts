import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { FACES } from '../../oauth/faces.js';
import { Public } from '../../operations/decorators.js';
import type { ProtocolRequest } from '../protocol-request.js';
import { TokenService } from './token.service.js';
import { TokenEndpoint } from './token.openapi.js';

/** Serves source document 003 and every standard client. */
@ApiTags('OAuth')
@Controller('authorization')
export class AuthorizationTokenController {
  constructor(private readonly tokens: TokenService) {}

  @Public()
  @TokenEndpoint(
    FACES.authorization,
    'Request a token',
    'RFC 6749 §3.2. The token endpoint for every standard client, with all grant types.',
  )
  @HttpCode(200)
  @Post('token')
  token(@Req() request: ProtocolRequest) {
    return this.tokens.serve(FACES.authorization, request);
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get('token')
  tokenByGet(@Req() request: ProtocolRequest) {
    return this.tokens.serveGet(FACES.authorization, request);
  }
}

/** Serves source documents 000 and 001. */
@ApiTags('OAuth')
@Controller('oauth2')
export class OAuth2TokenController {
  constructor(private readonly tokens: TokenService) {}

  @Public()
  @TokenEndpoint(
    FACES.oauth2,
    'Request a token as CoopCycle does',
    'For clients that were written for CoopCycle: client credentials only.',
  )
  @HttpCode(200)
  @Post('token')
  token(@Req() request: ProtocolRequest) {
    return this.tokens.serve(FACES.oauth2, request);
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get('token')
  tokenByGet(@Req() request: ProtocolRequest) {
    return this.tokens.serveGet(FACES.oauth2, request);
  }
}

/** Serves source documents 002 and 004. */
@ApiTags('OAuth')
@Controller('oauth')
export class OAuthTokenController {
  constructor(private readonly tokens: TokenService) {}

  @Public()
  @TokenEndpoint(
    FACES.oauth,
    'Request a token as Cyclr and GOGOX do',
    'For clients that were written for Cyclr or for the transport API of GOGOX.',
  )
  @HttpCode(200)
  @Post('token')
  token(@Req() request: ProtocolRequest) {
    return this.tokens.serve(FACES.oauth, request);
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get('token')
  tokenByGet(@Req() request: ProtocolRequest) {
    return this.tokens.serveGet(FACES.oauth, request);
  }
}
