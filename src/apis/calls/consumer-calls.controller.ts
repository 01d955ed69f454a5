import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { CallsDto, CallsQueryDto, LiveCallDto } from './call.dto.js';
import { CallsQuery } from './calls.query.js';
import { LiveCalls } from './live-calls.js';

/** Shows developers how often their apps called which operation. */
@ApiTags('Developer')
@Controller('consumer/app')
export class ConsumerCallsController {
  constructor(
    private readonly calls: CallsQuery,
    private readonly liveCalls: LiveCalls,
  ) {}

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

  @Get(':id/call/live')
  @ApiOperation({
    summary: 'Watch the calls of your app',
    description:
      'Server-sent events: a message for each operation that was called in the last second. The stream ends after five minutes; connect again then.',
  })
  @ApiExtraModels(LiveCallDto)
  @ApiOkResponse({
    description: 'The data of each message is one object.',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(LiveCallDto) } } },
  })
  async live(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<StreamableFile> {
    const messages = await this.liveCalls.watch({ caller, area: 'consumer' }, id);
    return new StreamableFile(Readable.from(messages), { type: 'text/event-stream' });
  }
}
