import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { MyGrantDto, MyGrantPage } from './consumer-grants.dto.js';
import { ConsumerGrantsService } from './consumer-grants.service.js';

/** Who may act for me. */
@ApiTags('Consumer')
@Controller('consumer/grant')
export class ConsumerGrantsController {
  constructor(private readonly grants: ConsumerGrantsService) {}

  @Get()
  @ApiOperation({ summary: 'List who may act for me: apps and logins, newest first.' })
  @ApiOkResponse({ type: MyGrantPage })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery) {
    return this.grants.list(caller, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read what one of them may do.' })
  @ApiOkResponse({ type: MyGrantDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.grants.get(caller, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End it, and all its tokens.' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.grants.end(caller, id);
  }
}
