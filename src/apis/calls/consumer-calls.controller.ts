import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { CallsDto, CallsQueryDto } from './call.dto.js';
import { CallsQuery } from './calls.query.js';

/** Shows developers how often their apps called which operation. */
@ApiTags('Developer')
@Controller('consumer/app')
export class ConsumerCallsController {
  constructor(private readonly calls: CallsQuery) {}

  @Get(':id/call')
  @ApiOperation({
    summary: 'Get the calls of your app',
    description: 'By hour or day, and by operation.',
  })
  @ApiOkResponse({ type: CallsDto })
  call(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() { days }: CallsQueryDto,
  ): Promise<CallsDto> {
    return this.calls.ofApp({ caller, area: 'consumer' }, id, days);
  }
}
