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
  @ApiOperation({ summary: 'Ask a person for their consent (RFC 6749 §4.1)' })
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
  @ApiOperation({ summary: 'The same, from a form (OpenID Connect Core §3.1.2.1)' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiResponse({ status: 303, description: 'To the same request by GET.' })
  @Post('authorize')
  authorizeByPost(@Req() request: ProtocolRequest, @Res() reply: AuthorizeReply): Promise<void> {
    return this.endpoint.moveToQuery(request, reply);
  }

  @Public()
  @ApiOperation({ summary: 'Leave an authorization request beforehand (RFC 9126)' })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiCreatedResponse({ type: PushedRequestDto })
  @HttpCode(201)
  @Post('par')
  par(@Req() request: ProtocolRequest): Promise<PushedRequestDto> {
    return this.protocol.push(request);
  }
}
