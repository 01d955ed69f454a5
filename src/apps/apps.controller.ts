import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
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
import { ActivityQuery } from './activity/activity.query.js';
import { AppDto, AppPage, AppWithSecretDto } from './app-answers.dto.js';
import { AppQuery } from './app-query.dto.js';
import { CreateAnyAppDto, UpdateAnyAppDto } from './app.dto.js';
import { AppsQuery } from './apps.query.js';
import { AppsService } from './apps.service.js';
import { CreatedSecretDto, CreateSecretDto } from './secrets/app-secret.dto.js';
import { AppSecretsService } from './secrets/app-secrets.service.js';

const area = 'backend';

/** Serves all apps to administrators. */
@ApiTags('Administration')
@Controller('backend/app')
export class AppsController {
  constructor(
    private readonly apps: AppsService,
    private readonly query: AppsQuery,
    private readonly secrets: AppSecretsService,
    private readonly activities: ActivityQuery,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List apps',
    description: 'The apps of all users, newest first unless `sort` says otherwise.',
  })
  @ApiOkResponse({ type: AppPage })
  list(@CurrentCaller() caller: Caller, @Query() query: AppQuery) {
    return this.query.list({ caller, area }, query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({
    summary: 'Create an app for a user',
    description: 'For yourself, or for the user of `ownerId`. Only the owner gets the secret.',
  })
  @ApiCreatedResponse({ type: AppWithSecretDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateAnyAppDto) {
    return this.apps.create({ caller, area }, body);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get an app',
    description: 'With the ends of its secrets, not the secrets themselves.',
  })
  @ApiOkResponse({ type: AppDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.query.get({ caller, area }, id);
  }

  @OwnLogin()
  @Put(':id')
  @ApiOperation({ summary: 'Update an app', description: 'Changes the fields that are sent.' })
  @ApiOkResponse({ type: AppDto })
  update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateAnyAppDto) {
    return this.apps.update({ caller, area }, id, body);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an app', description: 'Revokes all its tokens.' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.remove({ caller, area }, id);
  }

  @OwnLogin()
  @Post(':id/secret')
  @ApiOperation({
    summary: 'Create a secret of an app',
    description:
      'The old secret works on for the overlap. Only the owner gets the new one; for everybody else the old one just ends.',
  })
  @ApiCreatedResponse({ type: CreatedSecretDto })
  secret(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: CreateSecretDto) {
    return this.secrets.rotate({ caller, area }, id, body);
  }

  @OwnLogin()
  @Delete(':id/secret/:secretId')
  @HttpCode(204)
  @ApiConflictResponse({ description: 'It is the present secret (`present_secret`).' })
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
    return this.secrets.remove({ caller, area }, id, secretId);
  }

  @Delete(':id/token')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke all tokens of an app',
    description: 'The app can get new ones. Its secrets and API keys stay.',
  })
  @ApiNoContentResponse()
  endTokens(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.revokeTokens({ caller, area }, id);
  }

  @Get(':id/activity')
  @ApiOperation({
    summary: 'List the activity of an app',
    description: 'What the app did, by the hour; newest first.',
  })
  @ApiOkResponse({ type: ActivityDto })
  activity(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    return this.activities.ofApp({ caller, area }, id, query);
  }
}
