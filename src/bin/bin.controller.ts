import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../operations/caller.js';
import { Confirmed, CurrentCaller } from '../operations/decorators.js';
import { BinFilter, BinPage, BinPreviewDto } from './bin.dto.js';
import { BinQuery } from './bin.query.js';
import { BinService } from './bin.service.js';

const area = 'backend';

/** What was removed in the last 30 days, for administrators. */
@ApiTags('Administration')
@Controller('backend/bin')
export class BinController {
  constructor(
    private readonly query: BinQuery,
    private readonly bin: BinService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List removed users and apps',
    description: 'Those of the last 30 days, removed last first.',
  })
  @ApiOkResponse({ type: BinPage })
  list(@CurrentCaller() caller: Caller, @Query() filter: BinFilter) {
    return this.query.list({ caller, area }, filter);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get a removed user or app',
    description: 'With what bringing it back would do, and why it cannot be done, if so.',
  })
  @ApiOkResponse({ type: BinPreviewDto })
  get(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.query.get({ caller, area }, id);
  }

  @Confirmed()
  @Post(':id/restore')
  @HttpCode(204)
  @ApiConflictResponse({
    description:
      'Something that it needs is missing: `owner_missing`, `account_missing`, `username_taken`, `email_taken`.',
  })
  @ApiOperation({
    summary: 'Restore a removed user or app',
    description:
      'With its id and settings; a user with their password, second factor, accounts and apps. Secrets, keys, tokens and sessions stay ended.',
  })
  @ApiNoContentResponse()
  restore(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.bin.restore({ caller, area }, id);
  }

  @Confirmed()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove a user or an app for good',
    description:
      'What was removed with a user, or by them, goes too. The user’s name is free then.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.bin.remove({ caller, area }, id);
  }
}
