import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../common/page.js';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../operations/decorators.js';
import { ActivityDto } from './activity/activity.dto.js';
import { ActivityService } from './activity/activity.service.js';
import {
  AppDto,
  AppPage,
  CreatedAppDto,
  NewSecretAnswerDto,
  NewSecretDto,
} from './app-answers.dto.js';
import { AppQuery } from './app-query.dto.js';
import { CreateAnyAppDto, UpdateAnyAppDto } from './app.dto.js';
import { AppsService } from './apps.service.js';

const room = 'backend';

/** All apps, for administrators. */
@ApiTags('Administration')
@Controller('backend/app')
export class AppsController {
  constructor(
    private readonly apps: AppsService,
    private readonly activities: ActivityService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List apps', description: 'The apps of all users, newest first.' })
  @ApiOkResponse({ type: AppPage })
  list(@CurrentCaller() caller: Caller, @Query() query: AppQuery) {
    return this.apps.list({ caller, room }, query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({
    summary: 'Create an app for a user',
    description: 'For yourself, or for the user of `ownerId`. Only the owner gets the secret.',
  })
  @ApiCreatedResponse({ type: CreatedAppDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateAnyAppDto) {
    return this.apps.create({ caller, room }, body);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get an app',
    description: 'With the ends of its secrets, not the secrets themselves.',
  })
  @ApiOkResponse({ type: AppDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.get({ caller, room }, id);
  }

  @OwnLogin()
  @Put(':id')
  @ApiOperation({ summary: 'Update an app', description: 'Changes the fields that are sent.' })
  @ApiOkResponse({ type: AppDto })
  update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateAnyAppDto) {
    return this.apps.update({ caller, room }, id, body);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an app', description: 'Revokes all its tokens.' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.remove({ caller, room }, id);
  }

  @OwnLogin()
  @Post(':id/secret')
  @ApiOperation({
    summary: 'Create a secret of an app',
    description:
      'The old secret works on for the overlap. Only the owner gets the new one; for everybody else the old one just ends.',
  })
  @ApiCreatedResponse({ type: NewSecretAnswerDto })
  secret(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: NewSecretDto) {
    return this.apps.rotateSecret({ caller, room }, id, body);
  }

  @OwnLogin()
  @Delete(':id/secret/:secretId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke an old secret of an app',
    description: 'Before its overlap has passed. The present secret cannot be revoked.',
  })
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
  @ApiOperation({
    summary: 'Revoke all tokens of an app',
    description: 'The app can get new ones.',
  })
  @ApiNoContentResponse()
  endTokens(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.endTokens({ caller, room }, id);
  }

  @Get(':id/activity')
  @ApiOperation({
    summary: 'List the activity of an app',
    description: 'What the app did, by the hour; newest first.',
  })
  @ApiOkResponse({ type: ActivityDto })
  activity(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    return this.activities.ofApp({ caller, room }, id, query);
  }
}
