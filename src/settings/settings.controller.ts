import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../common/page.js';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller } from '../operations/decorators.js';
import { UpdateSettingDto, SettingDto, SettingPage } from './setting.dto.js';
import { SettingsQuery } from './settings.query.js';
import { SettingsService } from './settings.service.js';

/** Shows and changes settings, for administrators. */
@ApiTags('Administration')
@Controller('backend/config')
export class SettingsController {
  constructor(
    private readonly query: SettingsQuery,
    private readonly settings: SettingsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List settings',
    description: 'Every setting with its value, its default and what it takes.',
  })
  @ApiOkResponse({ type: SettingPage })
  list(@Query() query: PageQuery): SettingPage {
    return this.query.list(query);
  }

  @Get(':key')
  @ApiOperation({
    summary: 'Get a setting',
    description: 'With its value, its default and what it takes.',
  })
  @ApiOkResponse({ type: SettingDto })
  get(@Param('key') key: string): SettingDto {
    return this.query.get(key);
  }

  @Put(':key')
  @ApiOperation({ summary: 'Update a setting', description: 'Counts without a restart.' })
  @ApiOkResponse({ type: SettingDto })
  async update(
    @Param('key') key: string,
    @Body() body: UpdateSettingDto,
    @CurrentCaller() caller: Caller,
  ): Promise<SettingDto> {
    await this.settings.update(key, body.value, caller);
    return this.query.get(key);
  }
}
