import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Scopes } from '../operations/decorators.js';
import { Metrics } from './metrics.js';

/** Answers Prometheus. */
@ApiTags('System')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Scopes('backend.metrics')
  @ApiOperation({ summary: 'Get metrics', description: 'In the text format of Prometheus.' })
  @ApiOkResponse({
    description: 'The metrics.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @Header('content-type', 'text/plain; version=0.0.4')
  @Get()
  read(): Promise<string> {
    return this.metrics.text();
  }
}
