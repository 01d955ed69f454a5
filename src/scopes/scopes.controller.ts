import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller } from '../operations/decorators.js';
import { CreateScopeDto, ScopeDto, ScopeFilter, ScopePage, UpdateScopeDto } from './scope.dto.js';
import { ScopesQuery } from './scopes.query.js';
import { ScopesService } from './scopes.service.js';

/** Manages scopes, for administrators. */
@ApiTags('Administration')
@Controller('backend/scope')
export class ScopesController {
  constructor(
    private readonly query: ScopesQuery,
    private readonly scopes: ScopesService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List scopes',
    description: 'Those of the operations of Gatehouse, and your own.',
  })
  @ApiOkResponse({ type: ScopePage })
  async list(@Query() filter: ScopeFilter): Promise<ScopePage> {
    return this.query.list(filter);
  }

  @Post()
  @ApiOperation({
    summary: 'Create a scope',
    description: 'For an API of your own; roles and apps can hold it then.',
  })
  @ApiCreatedResponse({ type: ScopeDto })
  async create(@Body() body: CreateScopeDto, @CurrentCaller() caller: Caller): Promise<ScopeDto> {
    return this.query.view(await this.scopes.create(body, caller));
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get a scope',
    description: 'With its description, as the consent page shows it.',
  })
  @ApiOkResponse({ type: ScopeDto })
  async get(@Param('id') id: string): Promise<ScopeDto> {
    return this.query.get(id);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Update a scope',
    description:
      'Changes its name or its description. Of a scope that operations need, only the description can change.',
  })
  @ApiOkResponse({ type: ScopeDto })
  async update(
    @Param('id') id: string,
    @Body() body: UpdateScopeDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ScopeDto> {
    return this.query.view(await this.scopes.update(id, body, caller));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a scope',
    description: 'Only a scope that no role and no app holds.',
  })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.scopes.remove(id, caller);
  }
}
