import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AttentionDto } from './attention.dto.js';
import { AttentionQuery } from './attention.query.js';
import { StatisticDto, StatisticQuery } from './statistic.dto.js';
import { StatisticService } from './statistic.service.js';

/** Answers the administrator's overview. */
@ApiTags('Administration')
@Controller('backend/statistic')
export class StatisticController {
  constructor(
    private readonly statistic: StatisticService,
    private readonly needs: AttentionQuery,
  ) {}

  @ApiOperation({
    summary: 'Get statistics',
    description: 'Users, apps, tokens and failures by day.',
  })
  @ApiOkResponse({ type: StatisticDto })
  @Get()
  get(@Query() { days }: StatisticQuery): Promise<StatisticDto> {
    return this.statistic.read(days);
  }

  @ApiOperation({
    summary: 'Get what needs attention',
    description:
      'What waits for approval, secrets older than a year, gates that never asked, mails that are not taken, and the busiest apps.',
  })
  @ApiOkResponse({ type: AttentionDto })
  @Get('attention')
  attention(): Promise<AttentionDto> {
    return this.needs.read();
  }
}
