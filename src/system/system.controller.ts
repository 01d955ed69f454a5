import { Controller, Get } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Problem } from '../common/problem.js';
import { Config } from '../config/config.js';
import { Public } from '../operations/decorators.js';
import { AppearanceService } from '../settings/appearance/appearance.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { Readiness } from './readiness.js';

class HealthDto {
  @ApiProperty({ example: 'ok' }) status: string;
}

/** What anybody may know about this server. */
class AboutDto {
  @ApiProperty() name: string;
  @ApiProperty() version: string;
  @ApiProperty() issuer: string;
  @ApiProperty({ description: 'The API reference.' }) documentation: string;
  @ApiProperty({ description: 'Whether people may register themselves.' }) registration: boolean;
}

/** Answers load balancers and visitors. */
@ApiTags('System')
@Public()
@Controller('system')
export class SystemController {
  constructor(
    private readonly config: Config,
    private readonly settings: SettingsService,
    private readonly appearance: AppearanceService,
    private readonly readiness: Readiness,
  ) {}

  @ApiOperation({
    summary: 'Get the liveness',
    description: 'Answers as long as the process runs.',
  })
  @ApiOkResponse({ type: HealthDto })
  @Get('health/live')
  live(): HealthDto {
    return { status: 'ok' };
  }

  @ApiOperation({
    summary: 'Get the readiness',
    description:
      'Answers 503 while the database cannot be reached, and while the process starts or stops.',
  })
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ description: 'It cannot serve now; `detail` says why.' })
  @Get('health/ready')
  async ready(): Promise<HealthDto> {
    const faults = await this.readiness.faults();
    if (faults.length > 0) throw new Problem(503, 'not_ready', `Not ready: ${faults.join(', ')}.`);
    return { status: 'ok' };
  }

  @ApiOperation({
    summary: 'Get information about the server',
    description: 'Name, version, issuer, and whether users may register themselves.',
  })
  @ApiOkResponse({ type: AboutDto })
  @Get('about')
  about(): AboutDto {
    return {
      name: this.appearance.provider.name,
      version: VERSION,
      issuer: this.config.publicUrl,
      documentation: `${this.config.publicUrl}/reference`,
      registration: this.settings.get('registration.enabled'),
    };
  }
}

/** The API's version; the package's own is for those who run it. */
const VERSION = '1';
