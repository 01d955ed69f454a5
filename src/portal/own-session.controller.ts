import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller, Scopes } from '../operations/decorators.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { OwnSessionDto } from './session.dto.js';

/**
 * Who is signed in. It needs the scope that needs no role (`openid`), so that a person whose role
 * opens little is told so by a page, and not by a refusal.
 */
@ApiTags('Portal')
@Controller('portal/session')
export class OwnSessionController {
  constructor(private readonly sessions: OwnSessionsService) {}

  @ApiOperation({
    summary: 'Get your portal session',
    description: 'Who is signed in, and what this user may do.',
  })
  @ApiOkResponse({ type: OwnSessionDto })
  @Scopes('openid')
  @Get()
  get(@CurrentCaller() caller: Caller): Promise<OwnSessionDto> {
    return this.sessions.whose(caller);
  }
}
