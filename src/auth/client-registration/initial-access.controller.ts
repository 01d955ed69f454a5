import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { Confirmed, CurrentCaller, OwnLogin } from '../../operations/decorators.js';
import {
  CreateInitialAccessDto,
  InitialAccessPage,
  InitialAccessQuery,
  InitialAccessWithSecretDto,
} from './initial-access.dto.js';
import { InitialAccessService } from './initial-access.service.js';

/** Tokens with which programs register themselves (RFC 7591 §3). */
@ApiTags('Administration')
@Controller('backend/initial_access')
export class InitialAccessController {
  constructor(private readonly tokens: InitialAccessService) {}

  @Get()
  @ApiOperation({
    summary: 'List initial access tokens',
    description: 'Newest first unless they are sorted, without the tokens themselves.',
  })
  @ApiOkResponse({ type: InitialAccessPage })
  list(@Query() query: InitialAccessQuery) {
    return this.tokens.list(query);
  }

  @Confirmed()
  @Post()
  @ApiOperation({
    summary: 'Create an initial access token',
    description:
      'Programs register themselves with it (RFC 7591). The token is in this answer only.',
  })
  @ApiCreatedResponse({ type: InitialAccessWithSecretDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateInitialAccessDto) {
    return this.tokens.create(caller, body);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke an initial access token',
    description: 'No further app can be registered with it.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.tokens.remove(caller, id);
  }
}
