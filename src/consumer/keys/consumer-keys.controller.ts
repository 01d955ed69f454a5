import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import {
  ApiKeyPage,
  CreateApiKeyDto,
  CreatedApiKeyDto,
  RotateApiKeyDto,
  RotatedApiKeyDto,
} from '../../keys/key.dto.js';
import { KeysQuery } from '../../keys/keys.query.js';
import { KeysService } from '../../keys/keys.service.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../../operations/decorators.js';

/** API keys of my apps. */
@ApiTags('Developer')
@Controller('consumer/app/:id/key')
export class ConsumerKeysController {
  constructor(
    private readonly keys: KeysService,
    private readonly query: KeysQuery,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the API keys of your app',
    description: 'The live ones, newest first, without the keys themselves.',
  })
  @ApiOkResponse({ type: ApiKeyPage })
  list(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: PageQuery) {
    return this.query.list(caller, id, query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({
    summary: 'Create an API key of your app',
    description:
      'The key is in this answer only. It acts as the app, with at most the scopes that you choose.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyDto })
  @ApiConflictResponse({
    description:
      'The app is public, its tokens are bound to a key pair, or it has too many; `code` tells which.',
  })
  create(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: CreateApiKeyDto) {
    return this.keys.create(caller, id, body);
  }

  @OwnLogin()
  @Post(':keyId/rotate')
  @ApiOperation({
    summary: 'Create the successor of an API key',
    description:
      'The new key has the same name and scopes, and lives as long. The old one works on for the overlap that you choose.',
  })
  @ApiCreatedResponse({ type: RotatedApiKeyDto })
  @ApiConflictResponse({ description: 'The key has been replaced already (`key_replaced`).' })
  rotate(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
    @Body() body: RotateApiKeyDto,
  ) {
    return this.keys.rotate(caller, id, keyId, body);
  }

  @OwnLogin()
  @Delete(':keyId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke an API key of your app',
    description: 'It stops working at once.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string, @Param('keyId') keyId: string) {
    return this.keys.end(caller, id, keyId);
  }
}
