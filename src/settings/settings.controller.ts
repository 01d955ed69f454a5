import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../common/page.js';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller } from '../operations/decorators.js';
import { NewSettingValue, SettingDto, SettingPage } from './setting.dto.js';
import { SettingViews } from './setting-views.js';

/** The settings, for administrators. */
@ApiTags('Administration')
@Controller('backend/config')
export class SettingsController {
  constructor(private readonly views: SettingViews) {}

  @Get()
  @ApiOperation({
    summary: 'List settings',
    description: 'Every setting with its value, its default and what it takes.',
  })
  @ApiOkResponse({ type: SettingPage })
  list(@Query() query: PageQuery): SettingPage {
    return this.views.list(query);
  }

  @Get(':key')
  @ApiOperation({
    summary: 'Get a setting',
    description: 'With its value, its default and what it takes.',
  })
  @ApiOkResponse({ type: SettingDto })
  get(@Param('key') key: string): SettingDto {
    return this.views.get(key);
  }

  @Put(':key')
  @ApiOperation({ summary: 'Update a setting', description: 'Counts without a restart.' })
  @ApiOkResponse({ type: SettingDto })
  async update(
    @Param('key') key: string,
    @Body() body: NewSettingValue,
    @CurrentCaller() caller: Caller,
  ): Promise<SettingDto> {
    return this.views.set(key, body.value, caller);
  }
}
