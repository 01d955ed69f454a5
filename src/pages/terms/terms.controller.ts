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
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { LongBody, readJson } from '../../operations/long-body.js';
import { LONGEST_TEXT } from '../pages.rules.js';
import { CreateTermsDto, TermsPage, WholeTermsDto } from './terms.dto.js';
import { TermsQuery } from './terms.query.js';
import { TermsService } from './terms.service.js';

/** Two texts, six bytes for each character that JSON escapes. */
const LARGEST_BODY = 12 * LONGEST_TEXT + 16_384;

/** Manages the versions of the terms of use. */
@ApiTags('Administration')
@Controller('backend/terms')
export class TermsController {
  constructor(
    private readonly query: TermsQuery,
    private readonly terms: TermsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List versions of the terms',
    description: 'The newest first, without their texts.',
  })
  @ApiOkResponse({ type: TermsPage })
  list(@Query() query: PageQuery) {
    return this.query.list(query);
  }

  @Post()
  @LongBody({ most: LARGEST_BODY, types: { 'application/json': readJson } })
  @ApiOperation({
    summary: 'Create a version of the terms',
    description:
      'It is in force at once: nobody signs up without accepting it, and users are asked for it in the portal. It cannot be changed.',
  })
  @ApiConflictResponse({ description: 'There was a version of this name, or there are too many.' })
  @ApiCreatedResponse({ type: WholeTermsDto })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateTermsDto) {
    return this.query.get(await this.terms.publish(caller, body));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a version of the terms', description: 'With its texts.' })
  @ApiOkResponse({ type: WholeTermsDto })
  get(@Param('id') id: string) {
    return this.query.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke a version of the terms',
    description:
      'Nobody has to accept it any more, and the version before is in force again. Who accepted it stays known.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.terms.withdraw(caller, id);
  }
}
