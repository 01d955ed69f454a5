import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AcceptanceFilter, AcceptancePage } from './terms.dto.js';
import { TermsQuery } from './terms.query.js';

/** Tells who accepted the terms of use. */
@ApiTags('Administration')
@Controller('backend/acceptance')
export class AcceptancesController {
  constructor(private readonly query: TermsQuery) {}

  @Get()
  @ApiOperation({
    summary: 'List who accepted the terms',
    description: 'Users, versions and times, the newest first.',
  })
  @ApiOkResponse({ type: AcceptancePage })
  list(@Query() filter: AcceptanceFilter) {
    return this.query.acceptances(filter);
  }
}
