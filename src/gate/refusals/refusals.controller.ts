import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RefusalPage, RefusalQuery } from './refusal.dto.js';
import { RefusalsQuery } from './refusals.query.js';

/** Shows administrators what the gate refused. */
@ApiTags('Administration')
@Controller('backend/refusal')
export class RefusalsController {
  constructor(private readonly refusals: RefusalsQuery) {}

  @Get()
  @ApiOperation({
    summary: 'List refusals of the gate',
    description: 'Newest first, counted by hour; visible within ten seconds.',
  })
  @ApiOkResponse({ type: RefusalPage })
  list(@Query() query: RefusalQuery) {
    return this.refusals.all(query);
  }
}
