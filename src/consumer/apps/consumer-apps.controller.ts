import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../../operations/decorators.js';
import { ActivityDto } from '../../apps/activity/activity.dto.js';
import { ActivityQuery } from '../../apps/activity/activity.query.js';
import { AppDto, AppPage, AppWithSecretDto } from '../../apps/app-answers.dto.js';
import { OwnAppQuery } from '../../apps/app-query.dto.js';
import { CreateAppDto, UpdateAppDto } from '../../apps/app.dto.js';
import { AppsQuery } from '../../apps/apps.query.js';
import { AppsService } from '../../apps/apps.service.js';
import { CreatedSecretDto, CreateSecretDto } from '../../apps/secrets/app-secret.dto.js';
import { AppSecretsService } from '../../apps/secrets/app-secrets.service.js';

const area = 'consumer';

/** My apps. */
@ApiTags('Developer')
@Controller('consumer/app')
export class ConsumerAppsController {
  constructor(
    private readonly apps: AppsService,
    private readonly query: AppsQuery,
    private readonly secrets: AppSecretsService,
    private readonly activities: ActivityQuery,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List your apps', description: 'Newest first.' })
  @ApiOkResponse({ type: AppPage })
  list(@CurrentCaller() caller: Caller, @Query() query: OwnAppQuery) {
    return this.query.list({ caller, area }, query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({
    summary: 'Create an app',
    description: 'The secret of a confidential app is in this answer only.',
  })
  @ApiCreatedResponse({ type: AppWithSecretDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateAppDto) {
    return this.apps.create({ caller, area }, body);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get one of your apps',
    description: 'With the ends of its secrets, not the secrets themselves.',
  })
  @ApiOkResponse({ type: AppDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.query.get({ caller, area }, id);
  }

  @OwnLogin()
  @Put(':id')
  @ApiOperation({
    summary: 'Update one of your apps',
    description: 'Changes the fields that are sent.',
  })
  @ApiOkResponse({ type: AppDto })
  update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateAppDto) {
    return this.apps.update({ caller, area }, id, body);
  }

  @Post(':id/disable')
  @HttpCode(200)
  @ApiConflictResponse({
    description: 'It is disabled already, or waits for an administrator; `code` tells which.',
  })
  @ApiOperation({
    summary: 'Disable one of your apps',
    description: 'Revokes all its tokens. It gets no new ones until it is enabled.',
  })
  @ApiOkResponse({ type: AppDto })
  disable(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.disable({ caller, area }, id);
  }

  @OwnLogin()
  @Post(':id/enable')
  @HttpCode(200)
  @ApiConflictResponse({
    description: 'It is active already, or waits for an administrator; `code` tells which.',
  })
  @ApiOperation({
    summary: 'Enable one of your apps',
    description: 'An app that an administrator disabled stays disabled.',
  })
  @ApiOkResponse({ type: AppDto })
  enable(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.enable({ caller, area }, id);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete one of your apps', description: 'Revokes all its tokens.' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.remove({ caller, area }, id);
  }

  @OwnLogin()
  @Post(':id/secret')
  @ApiOperation({
    summary: 'Create a secret of your app',
    description:
      'The secret is in this answer only. The old one works on for the overlap that you choose.',
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
    summary: 'Revoke an old secret of your app',
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
    summary: 'Revoke all tokens of your app',
    description: 'The app can get new ones. Its secrets and API keys stay.',
  })
  @ApiNoContentResponse()
  endTokens(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.apps.revokeTokens({ caller, area }, id);
  }

  @Get(':id/activity')
  @ApiOperation({
    summary: 'List the activity of your app',
    description: 'What the app did, by the hour; newest first.',
  })
  @ApiOkResponse({ type: ActivityDto })
  activity(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    return this.activities.ofApp({ caller, area }, id, query);
  }
}
