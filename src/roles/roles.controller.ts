import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../common/page.js';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller } from '../operations/decorators.js';
import { NewRole, RoleDto, RolePage, RolePreview, RoleScopes, RoleUpdate } from './role.dto.js';
import { RoleChanges } from './role-changes.js';
import { RoleViews } from './role-views.js';

/** The roles, for administrators. */
@ApiTags('backend')
@Controller('backend/role')
export class RolesController {
  constructor(
    private readonly views: RoleViews,
    private readonly changes: RoleChanges,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The roles there are' })
  @ApiOkResponse({ type: RolePage })
  async list(@Query() query: PageQuery): Promise<RolePage> {
    return this.views.list(query);
  }

  @Post()
  @ApiOperation({ summary: 'Make a role' })
  @ApiCreatedResponse({ type: RoleDto })
  async create(@Body() body: NewRole, @CurrentCaller() caller: Caller): Promise<RoleDto> {
    return this.views.view(await this.changes.create(body, caller));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One role' })
  @ApiOkResponse({ type: RoleDto })
  async get(@Param('id') id: string): Promise<RoleDto> {
    return this.views.get(id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a role, and thereby what all its holders may do' })
  @ApiOkResponse({ type: RoleDto })
  async update(
    @Param('id') id: string,
    @Body() body: RoleUpdate,
    @CurrentCaller() caller: Caller,
  ): Promise<RoleDto> {
    return this.views.view(await this.changes.update(id, body, caller));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a role that nobody has' })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.changes.remove(id, caller);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What other scopes would mean for its holders; changes nothing' })
  @ApiOkResponse({ type: RolePreview })
  async preview(@Param('id') id: string, @Body() body: RoleScopes): Promise<RolePreview> {
    return this.views.preview(id, body.scopes);
  }
}
