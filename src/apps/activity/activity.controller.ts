import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ActivityOfAllQuery, AppActivityPage } from './activity.dto.js';
import { ActivityQuery } from './activity.query.js';

/** Shows administrators which apps got tokens, and which were refused, and why. */
@ApiTags('Administration')
@Controller('backend/activity')
export class ActivityController {
  constructor(private readonly query: ActivityQuery) {}

  @Get()
  @ApiOperation({
    summary: 'List what apps did',
    description:
      'Tokens issued and requests refused of all apps, counted by hour, the newest first. With a search or an outcome, among the newest 100,000.',
  })
  @ApiOkResponse({ type: AppActivityPage })
  list(@Query() query: ActivityOfAllQuery): Promise<AppActivityPage> {
    return this.query.ofAll(query);
  }
}
