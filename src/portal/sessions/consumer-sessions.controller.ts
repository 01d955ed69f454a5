import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Page, pageOf, PageQuery } from '../../common/page.js';
import { CurrentCaller } from '../../operations/decorators.js';
import type { Caller } from '../../operations/caller.js';
import { SessionDto } from './sessions.dto.js';
import { SessionsQuery } from './sessions.query.js';
import { SessionsService } from './sessions.service.js';

class SessionPage extends pageOf(SessionDto) {}

/** The portal sessions of the caller. */
@ApiTags('Developer')
@Controller('consumer/session')
export class ConsumerSessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly query: SessionsQuery,
  ) {}

  @ApiOperation({
    summary: 'List your portal sessions',
    description: 'With address and browser of each.',
  })
  @ApiOkResponse({ type: SessionPage })
  @Get()
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<SessionDto>> {
    return this.query.list(caller, query);
  }

  @ApiOperation({
    summary: 'Revoke all your sessions and logins',
    description: 'This session too.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete()
  removeAll(@CurrentCaller() caller: Caller): Promise<void> {
    return this.sessions.endEverywhere(caller);
  }

  @ApiOperation({
    summary: 'Revoke one of your portal sessions',
    description: 'Whoever uses it must sign in again.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete(':id')
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.sessions.endOwn(caller, id);
  }
}
