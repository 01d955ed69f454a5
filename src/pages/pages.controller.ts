import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller } from '../operations/decorators.js';
import { LongBody, readJson } from '../operations/long-body.js';
import {
  CreatePageDto,
  PagesPage,
  PagesQueryDto,
  UpdatePageDto,
  WholePageDto,
} from './page.dto.js';
import { PagesQuery } from './pages.query.js';
import { LONGEST_TEXT } from './pages.rules.js';
import { PagesService } from './pages.service.js';

/** Six bytes for each character that JSON escapes, and the other fields. */
const LARGEST_BODY = 6 * LONGEST_TEXT + 16_384;
const AS_JSON = { most: LARGEST_BODY, types: { 'application/json': readJson } };

/** Manages the provider's own pages: guides, and entries of the changelog. */
@ApiTags('Administration')
@Controller('backend/page')
export class PagesController {
  constructor(
    private readonly query: PagesQuery,
    private readonly pages: PagesService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List pages',
    description: 'Guides and entries of the changelog in each language, drafts too, without their texts.', // prettier-ignore
  })
  @ApiOkResponse({ type: PagesPage })
  list(@Query() query: PagesQueryDto) {
    return this.query.list(query);
  }

  @Post()
  @LongBody(AS_JSON)
  @ApiOperation({
    summary: 'Create a page',
    description: 'In one language. A draft is shown to nobody but administrators.',
  })
  @ApiConflictResponse({
    description: 'There is one of this address in this language, or there are too many.',
  })
  @ApiCreatedResponse({ type: WholePageDto })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreatePageDto) {
    return this.query.get(await this.pages.create(caller, body));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a page', description: 'With its text.' })
  @ApiOkResponse({ type: WholePageDto })
  get(@Param('id') id: string) {
    return this.query.get(id);
  }

  @Put(':id')
  @LongBody(AS_JSON)
  @ApiOperation({ summary: 'Update a page', description: 'Changes the fields that are sent.' })
  @ApiConflictResponse({ description: 'Its address is taken, or it is a file (`page_in_folder`).' })
  @ApiOkResponse({ type: WholePageDto })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: UpdatePageDto,
  ) {
    await this.pages.update(caller, id, body);
    return this.query.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a page', description: 'In its one language.' })
  @ApiConflictResponse({ description: 'It is a file (`page_in_folder`).' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.pages.remove(caller, id);
  }
}
