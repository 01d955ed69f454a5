import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../../operations/decorators.js';
import {
  CreatePersonalTokenDto,
  PersonalTokenWithSecretDto,
  PersonalTokenDto,
  PersonalTokenPage,
} from './personal-tokens.dto.js';
import { PersonalTokensService } from './personal-tokens.service.js';

/** Tokens for my own scripts. */
@ApiTags('Developer')
@Controller('consumer/token')
export class PersonalTokensController {
  constructor(private readonly tokens: PersonalTokensService) {}

  @Get()
  @ApiOperation({
    summary: 'List your personal access tokens',
    description: 'Newest first, without the tokens themselves.',
  })
  @ApiOkResponse({ type: PersonalTokenPage })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery) {
    return this.tokens.list(caller, query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({
    summary: 'Create a personal access token',
    description: 'The token is in this answer only.',
  })
  @ApiCreatedResponse({ type: PersonalTokenWithSecretDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreatePersonalTokenDto) {
    return this.tokens.create(caller, body);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get one of your personal access tokens',
    description: 'What the token may do, and when it was last used.',
  })
  @ApiOkResponse({ type: PersonalTokenDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.tokens.get(caller, id);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke one of your personal access tokens',
    description: 'It stops working at once.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.tokens.revoke(caller, id);
  }
}
