import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { RefusalPage } from './refusal.dto.js';
import { RefusalsQuery } from './refusals.query.js';

/** Shows developers what the gate refused to their apps. */
@ApiTags('Developer')
@Controller('consumer/app')
export class ConsumerRefusalsController {
  constructor(private readonly refusals: RefusalsQuery) {}

  @Get(':id/refusal')
  @ApiOperation({
    summary: 'List what the gate refused to your app',
    description: 'Newest first, counted by hour; visible within ten seconds.',
  })
  @ApiOkResponse({ type: RefusalPage })
  refusal(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    return this.refusals.ofApp({ caller, area: 'consumer' }, id, query);
  }
}
