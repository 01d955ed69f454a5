import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common'; // prettier-ignore
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller } from '../operations/decorators.js';
import { readIfMatch } from '../operations/if-match.js';
import { LongBody, longBodyType, readJson } from '../operations/long-body.js';
import {
  ApiDto,
  ApiListQuery,
  ApiPage,
  CreateApiDto,
  PreviewQuery,
  UpdateApiDto,
} from './api.dto.js';
import { ApisQuery } from './apis.query.js';
import { ApisService } from './apis.service.js';
import { LARGEST_DOCUMENT } from './document/read-document.js';
import { ApiConsequences, ImportReport } from './imports/import.dto.js';
import { ImportsService } from './imports/imports.service.js';

/** A document as text of JSON: what is escaped in it comes on top. */
const LARGEST_WITH_DOCUMENT = 2 * LARGEST_DOCUMENT + 128 * 1024;
const asText = (text: string) => text;

const PRECONDITION = {
  status: 428,
  description: 'Ask for the preview first, and send its revision as If-Match.',
};

/** Manages the provider's own APIs, for administrators. */
@ApiTags('Administration')
@Controller('backend/api')
export class ApisController {
  constructor(
    private readonly query: ApisQuery,
    private readonly apis: ApisService,
    private readonly imports: ImportsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List APIs',
    description: 'Your own APIs that Gatehouse guards, by name unless they are sorted.',
  })
  @ApiOkResponse({ type: ApiPage })
  async list(@Query() query: ApiListQuery): Promise<ApiPage> {
    return this.query.list(query);
  }

  @Post()
  @LongBody({ most: LARGEST_WITH_DOCUMENT, types: { 'application/json': readJson } })
  @ApiOperation({
    summary: 'Create an API',
    description: 'Every operation of its document is closed until somebody opens it.',
  })
  @ApiCreatedResponse({ type: ApiDto })
  async create(@Body() body: CreateApiDto, @CurrentCaller() caller: Caller): Promise<ApiDto> {
    return this.query.view(await this.apis.create(body, caller));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an API', description: 'With the number of its operations.' })
  @ApiOkResponse({ type: ApiDto })
  async get(@Param('id') id: string): Promise<ApiDto> {
    return this.query.get(id);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Update an API',
    description: 'Changes its title, its addresses, or how it is guarded; its name stays.',
  })
  @ApiOkResponse({ type: ApiDto })
  async update(
    @Param('id') id: string,
    @Body() body: UpdateApiDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ApiDto> {
    return this.query.view(await this.apis.update(id, body, caller));
  }

  @Delete(':id')
  @ApiOperation({
    summary: 'Delete an API',
    description:
      'Ends its scopes, also for the roles and apps that hold them. A preview tells what stops working; its revision is to be sent as If-Match.',
  })
  @ApiOkResponse({ type: ApiConsequences, description: 'The preview.' })
  @ApiNoContentResponse()
  @ApiResponse(PRECONDITION)
  async remove(
    @Param('id') id: string,
    @Query() { preview }: PreviewQuery,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiConsequences | undefined> {
    if (preview === 'true') return this.query.removal(id);
    await this.apis.remove(id, caller);
    void reply.status(204);
    return undefined;
  }

  @Post(':id/import')
  @HttpCode(200)
  @LongBody({
    most: LARGEST_DOCUMENT,
    types: { 'application/json': asText, 'application/yaml': asText },
  })
  @ApiOperation({
    summary: 'Add an OpenAPI document to an API',
    description:
      'In place of the one before. A preview tells what changes, and for whom; its revision is to be sent as If-Match. Nothing is open afterwards that nobody opened.',
  })
  @ApiConsumes('application/json', 'application/yaml')
  @ApiBody({
    description: 'The document as it is; at most 8 MiB.',
    schema: { type: 'object', additionalProperties: true },
    examples: { smallest: { value: { openapi: '3.1.0', info: { title: 'Payments', version: '1' }, paths: {} } } }, // prettier-ignore
  })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The revision of the preview.' })
  @ApiOkResponse({ type: ImportReport })
  @ApiResponse(PRECONDITION)
  async import(
    @Param('id') id: string,
    @Query() { preview }: PreviewQuery,
    @Body() body: string | undefined,
    @Headers('if-match') precondition: string | undefined,
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<ImportReport> {
    const type = longBodyType(request) === 'application/yaml' ? 'yaml' : 'json';
    const text = body ?? '';
    if (preview === 'true') return this.imports.preview(id, text, type);
    return this.imports.apply(id, { text, type, ifMatch: readIfMatch(precondition) }, caller);
  }
}
