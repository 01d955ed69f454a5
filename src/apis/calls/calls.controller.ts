import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllCallsDto, AllCallsQueryDto } from './call.dto.js';
import { CallsQuery } from './calls.query.js';

/** Shows administrators how often operations are called, and by which apps. */
@ApiTags('Administration')
@Controller('backend/call')
export class CallsController {
  constructor(private readonly calls: CallsQuery) {}

  @Get()
  @ApiOperation({
    summary: 'Get the calls of all apps',
    description:
      'Calls of your imported APIs, as the gate decided, and of the operations of this server. The sums of the past stay when an app is deleted.',
  })
  @ApiOkResponse({ type: AllCallsDto })
  get(@Query() query: AllCallsQueryDto): Promise<AllCallsDto> {
    return this.calls.all(query);
  }
}
