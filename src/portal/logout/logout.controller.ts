import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, Scopes } from '../../operations/decorators.js';
import { LoggedOutDto, LogoutDto } from './logout.dto.js';
import { LogoutService } from './logout.service.js';
import type { BrowserReply, BrowserRequest } from '../sessions/browser.js';

/** What the sign-out page sends when an app asked for it. */
@ApiTags('Portal')
@Scopes('authorization.consent')
@Controller('portal/logout')
export class LogoutController {
  constructor(private readonly logouts: LogoutService) {}

  @ApiOperation({
    summary: 'Sign out for an app',
    description:
      'RP-Initiated Logout: ends the portal session, and tells where the app wants the browser to go.',
  })
  @ApiOkResponse({ type: LoggedOutDto })
  @HttpCode(200)
  @Post()
  create(
    @Body() body: LogoutDto,
    @CurrentCaller() caller: Caller,
    @Req() request: BrowserRequest,
    @Res({ passthrough: true }) reply: BrowserReply,
  ): Promise<LoggedOutDto> {
    return this.logouts.logOut(body, caller, request, reply);
  }
}
