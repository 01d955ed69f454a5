import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, Public } from '../../operations/decorators.js';
import type { ProtocolRequest } from '../protocol-request.js';
import { ProtocolService } from '../protocol.service.js';
import {
  type AuthorizeReply,
  type AuthorizeRequest,
  AuthorizeEndpoint,
} from './authorize-endpoint.js';
import { PushedRequestDto } from './consent.dto.js';

/** Where an app sends a person, to be allowed something. */
@ApiTags('OAuth')
@Controller('authorization')
export class AuthorizeController {
  constructor(
    private readonly endpoint: AuthorizeEndpoint,
    private readonly protocol: ProtocolService,
  ) {}

  @Public()
  @ApiOperation({
    summary: 'Start an authorization request',
    description:
      'RFC 6749 §4.1. Opened in the browser of the user: it goes to the sign-in or the consent page, or back to the app with a code or an error. Only the authorization code flow with PKCE is served.',
  })
  @ApiResponse({ status: 303, description: 'To the consent page, or back to the app.' })
  @ApiBadRequestResponse({ description: 'A page: the app or its address cannot be trusted.' })
  @Get('authorize')
  authorize(
    @Req() request: AuthorizeRequest,
    @CurrentCaller() caller: Caller | undefined,
    @Res() reply: AuthorizeReply,
  ): Promise<void> {
    return this.endpoint.serve(request, caller, reply);
  }

  @Public()
  @ApiOperation({
    summary: 'Start an authorization request by POST',
    description: 'OpenID Connect Core §3.1.2.1. Redirects to the same request by GET.',
  })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiResponse({ status: 303, description: 'To the same request by GET.' })
  @Post('authorize')
  authorizeByPost(@Req() request: ProtocolRequest, @Res() reply: AuthorizeReply): Promise<void> {
    return this.endpoint.moveToQuery(request, reply);
  }

  @Public()
  @ApiOperation({
    summary: 'Create a pushed authorization request',
    description:
      'RFC 9126. Stores the parameters of an authorization request, and answers a `request_uri` that stands for them once.',
  })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiCreatedResponse({ type: PushedRequestDto })
  @HttpCode(201)
  @Post('par')
  par(@Req() request: ProtocolRequest): Promise<PushedRequestDto> {
    return this.protocol.push(request);
  }
}
