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
import {
  CreateRoleDto,
  RoleDto,
  RolePage,
  RolePreview,
  RoleQuery,
  RoleScopes,
  UpdateRoleDto,
} from './role.dto.js';
import { RolesQuery } from './roles.query.js';
import { RolesService } from './roles.service.js';

/** Manages roles, for administrators. */
@ApiTags('Administration')
@Controller('backend/role')
export class RolesController {
  constructor(
    private readonly query: RolesQuery,
    private readonly roles: RolesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List roles', description: 'With the number of users who have each.' })
  @ApiOkResponse({ type: RolePage })
  async list(@Query() query: RoleQuery): Promise<RolePage> {
    return this.query.list(query);
  }

  @Post()
  @ApiOperation({
    summary: 'Create a role',
    description: 'Holds no scope that you do not hold yourself.',
  })
  @ApiCreatedResponse({ type: RoleDto })
  async create(@Body() body: CreateRoleDto, @CurrentCaller() caller: Caller): Promise<RoleDto> {
    return this.query.view(await this.roles.create(body, caller));
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get a role',
    description: 'With its scopes and the number of users who have it.',
  })
  @ApiOkResponse({ type: RoleDto })
  async get(@Param('id') id: string): Promise<RoleDto> {
    return this.query.get(id);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Update a role',
    description:
      'Changes what all users with this role may do. Tokens lose scopes that the role no longer holds.',
  })
  @ApiOkResponse({ type: RoleDto })
  async update(
    @Param('id') id: string,
    @Body() body: UpdateRoleDto,
    @CurrentCaller() caller: Caller,
  ): Promise<RoleDto> {
    return this.query.view(await this.roles.update(id, body, caller));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a role', description: 'Only a role that no user has.' })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.roles.remove(id, caller);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Preview the scopes of a role',
    description:
      'Tells what other scopes would mean for the users with this role. Changes nothing.',
  })
  @ApiOkResponse({ type: RolePreview })
  async preview(@Param('id') id: string, @Body() body: RoleScopes): Promise<RolePreview> {
    return this.query.preview(id, body.scopes);
  }
}
