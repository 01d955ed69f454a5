import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Page, pageOf, PageQuery } from '../common/page.js';
import { CurrentCaller } from '../operations/decorators.js';
import type { Caller } from '../operations/caller.js';
import { Everywhere } from './everywhere.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { SessionDto } from './session.dto.js';

class SessionPage extends pageOf(SessionDto) {}

/** Where a person is signed in. */
@ApiTags('Developer')
@Controller('consumer/session')
export class OwnSessionsController {
  constructor(
    private readonly sessions: OwnSessionsService,
    private readonly everywhere: Everywhere,
  ) {}

  @ApiOperation({
    summary: 'List your portal sessions',
    description: 'With address and browser of each.',
  })
  @ApiOkResponse({ type: SessionPage })
  @Get()
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<SessionDto>> {
    return this.sessions.list(caller, query);
  }

  @ApiOperation({
    summary: 'Revoke all your sessions and logins',
    description: 'This session too.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete()
  removeAll(@CurrentCaller() caller: Caller): Promise<void> {
    return this.everywhere.signOut(caller);
  }

  @ApiOperation({
    summary: 'Revoke one of your portal sessions',
    description: 'Whoever uses it must sign in again.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete(':id')
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.sessions.end(caller, id);
  }
}
