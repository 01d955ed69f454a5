import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { OwnAppQuery } from '../../apps/app-query.dto.js';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../../operations/decorators.js';
import { ActivityDto } from '../../apps/activity/activity.dto.js';
import { ActivityService } from '../../apps/activity/activity.service.js';
import {
  AppDto,
  AppPage,
  CreatedAppDto,
  NewSecretAnswerDto,
  NewSecretDto,
} from '../../apps/app-answers.dto.js';
import { CreateAppDto, UpdateAppDto } from '../../apps/app.dto.js';
import { AppsService } from '../../apps/apps.service.js';

const room = 'consumer';

/** My apps. */
@ApiTags('Consumer')
@Controller('consumer/app')
export class ConsumerAppsController {
  constructor(
    private readonly apps: AppsService,
    private readonly activities: ActivityService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List my apps, newest first.' })
  @ApiOkResponse({ type: AppPage })
  list(@CurrentCaller() caller: Caller, @Query() query: OwnAppQuery) {
    return this.apps.list({ caller, room }, query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({ summary: 'Make an app.' })
  @ApiCreatedResponse({ type: CreatedAppDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateAppDto) {
    return this.apps.create({ caller, room }, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read an app of mine.' })
  @ApiOkResponse({ type: AppDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.get({ caller, room }, id);
  }

  @OwnLogin()
  @Put(':id')
  @ApiOperation({ summary: 'Change the fields that are sent.' })
  @ApiOkResponse({ type: AppDto })
  update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateAppDto) {
    return this.apps.update({ caller, room }, id, body);
  }

  @Post(':id/disable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Switch an app of mine off; all its tokens end.' })
  @ApiOkResponse({ type: AppDto })
  disable(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.disable({ caller, room }, id);
  }

  @OwnLogin()
  @Post(':id/enable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Switch an app of mine on again, unless an administrator disabled it.' })
  @ApiOkResponse({ type: AppDto })
  enable(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.enable({ caller, room }, id);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an app of mine; all its tokens end.' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.remove({ caller, room }, id);
  }

  @OwnLogin()
  @Post(':id/secret')
  @ApiOperation({ summary: 'Make a new secret; the old one lives on for the overlap.' })
  @ApiCreatedResponse({ type: NewSecretAnswerDto })
  secret(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: NewSecretDto) {
    return this.apps.rotateSecret({ caller, room }, id, body);
  }

  @OwnLogin()
  @Delete(':id/secret/:secretId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End an old secret of an app of mine before its time.' })
  @ApiNoContentResponse()
  removeSecret(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('secretId') secretId: string,
  ) {
    return this.apps.removeSecret({ caller, room }, id, secretId);
  }

  @Delete(':id/token')
  @HttpCode(204)
  @ApiOperation({ summary: 'End all tokens of an app of mine.' })
  @ApiNoContentResponse()
  endTokens(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.endTokens({ caller, room }, id);
  }

  @Get(':id/activity')
  @ApiOperation({ summary: 'What an app of mine did, by the hour, newest first.' })
  @ApiOkResponse({ type: ActivityDto })
  activity(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    return this.activities.ofApp({ caller, room }, id, query);
  }
}
