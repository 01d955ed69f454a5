import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, Public, Scopes } from '../../operations/decorators.js';
import { SignInDto } from '../../users/login/sign-in.dto.js';
import type { BrowserReply, BrowserRequest } from './browser.js';
import { OwnSessionDto, SignedInDto } from './sessions.dto.js';
import { SessionsQuery } from './sessions.query.js';
import { SignInService } from './sign-in.service.js';

/** The portal session of the browser that asks. */
@ApiTags('Portal')
@Controller('portal/session')
export class PortalSessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsQuery,
  ) {}

  // Needs the scope that needs no role (`openid`), so that a person whose role opens little is told so
  // by a page, and not by a refusal.
  @ApiOperation({
    summary: 'Get your portal session',
    description: 'Who is signed in, and what this user may do.',
  })
  @ApiOkResponse({ type: OwnSessionDto })
  @Scopes('openid')
  @Get()
  get(@CurrentCaller() caller: Caller): Promise<OwnSessionDto> {
    return this.sessions.current(caller);
  }

  @Public()
  @ApiOperation({
    summary: 'Sign in to the portal',
    description: 'Sets the session cookie. With a second factor, `otp` is needed too.',
  })
  @ApiCreatedResponse({ type: SignedInDto })
  @Post()
  create(
    @Body() body: SignInDto,
    @Req() request: BrowserRequest,
    @Res({ passthrough: true }) reply: BrowserReply,
  ): Promise<SignedInDto> {
    return this.signIns.signIn(body, request, reply);
  }

  @Public()
  @ApiOperation({
    summary: 'Sign out of the portal',
    description: 'Ends the session and clears its cookie.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete()
  remove(
    @Req() request: BrowserRequest,
    @Res({ passthrough: true }) reply: BrowserReply,
  ): Promise<void> {
    return this.signIns.signOut(request, reply);
  }
}
