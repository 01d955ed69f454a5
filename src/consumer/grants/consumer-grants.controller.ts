import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { MyGrantDto, MyGrantPage } from './consumer-grants.dto.js';
import { ConsumerGrantsService } from './consumer-grants.service.js';

/** Who may act for me. */
@ApiTags('Developer')
@Controller('consumer/grant')
export class ConsumerGrantsController {
  constructor(private readonly grants: ConsumerGrantsService) {}

  @Get()
  @ApiOperation({
    summary: 'List your grants',
    description: 'Which apps and logins can act for you; newest first.',
  })
  @ApiOkResponse({ type: MyGrantPage })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery) {
    return this.grants.list(caller, query);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get one of your grants',
    description: 'What the app or the login may do, and when it was last used.',
  })
  @ApiOkResponse({ type: MyGrantDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.grants.get(caller, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke one of your grants',
    description: 'Revokes all tokens of the grant with it.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.grants.revoke(caller, id);
  }
}
