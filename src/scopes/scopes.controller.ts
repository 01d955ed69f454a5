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
import { NewScope, ScopeDto, ScopePage, ScopeUpdate } from './scope.dto.js';
import { ScopeQuery } from './scope-query.dto.js';
import { ScopeChanges } from './scope-changes.js';
import { ScopesService } from './scopes.service.js';

/** The scopes, for administrators. */
@ApiTags('backend')
@Controller('backend/scope')
export class ScopesController {
  constructor(
    private readonly scopes: ScopesService,
    private readonly changes: ScopeChanges,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The scopes there are' })
  @ApiOkResponse({ type: ScopePage })
  async list(@Query() query: ScopeQuery): Promise<ScopePage> {
    return this.scopes.list(query);
  }

  @Post()
  @ApiOperation({ summary: 'Make a scope' })
  @ApiCreatedResponse({ type: ScopeDto })
  async create(@Body() body: NewScope, @CurrentCaller() caller: Caller): Promise<ScopeDto> {
    return this.changes.create(body, caller);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One scope' })
  @ApiOkResponse({ type: ScopeDto })
  async get(@Param('id') id: string): Promise<ScopeDto> {
    return this.scopes.get(id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Describe or rename a scope' })
  @ApiOkResponse({ type: ScopeDto })
  async update(
    @Param('id') id: string,
    @Body() body: ScopeUpdate,
    @CurrentCaller() caller: Caller,
  ): Promise<ScopeDto> {
    return this.changes.update(id, body, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a scope that nobody holds' })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.changes.remove(id, caller);
  }
}
