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
  @TokenEndpoint(FACES.authorization, 'Get a token (the standard endpoint)')
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
  @TokenEndpoint(FACES.oauth2, 'Get a token (for clients of CoopCycle)')
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
  @TokenEndpoint(FACES.oauth, 'Get a token (for clients of Cyclr and of the transport API)')
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
