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
  NewPersonalTokenDto,
  PersonalTokenDto,
  PersonalTokenPage,
} from './personal-tokens.dto.js';
import { PersonalTokensService } from './personal-tokens.service.js';

/** Tokens for my own scripts. */
@ApiTags('Consumer')
@Controller('consumer/token')
export class PersonalTokensController {
  constructor(private readonly tokens: PersonalTokensService) {}

  @Get()
  @ApiOperation({ summary: 'List my personal access tokens, newest first.' })
  @ApiOkResponse({ type: PersonalTokenPage })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery) {
    return this.tokens.list(caller, query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({ summary: 'Make a personal access token; it is shown once.' })
  @ApiCreatedResponse({ type: NewPersonalTokenDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreatePersonalTokenDto) {
    return this.tokens.create(caller, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read what one of them may do.' })
  @ApiOkResponse({ type: PersonalTokenDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.tokens.get(caller, id);
  }

  @OwnLogin()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of them.' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.tokens.end(caller, id);
  }
}
