import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { StatisticDto } from './statistic.dto.js';
import { StatisticService } from './statistic.service.js';

/** Answers the administrator's overview. */
@ApiTags('Administration')
@Controller('backend/statistic')
export class StatisticController {
  constructor(private readonly statistic: StatisticService) {}

  @ApiOperation({
    summary: 'Get statistics',
    description: 'Users, apps, tokens and failures by day.',
  })
  @ApiOkResponse({ type: StatisticDto })
  @Get()
  get(): Promise<StatisticDto> {
    return this.statistic.read();
  }
}
