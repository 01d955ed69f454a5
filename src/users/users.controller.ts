import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AskedLanguage, type Language } from '../common/language.js';
import type { Caller } from '../operations/caller.js';
import { Confirmed, CurrentCaller } from '../operations/decorators.js';
import { CreateUserDto, UserDto, UserPage, UserFilter, UpdateUserDto } from './user.dto.js';
import { UserSupportService } from './support/user-support.service.js';
import { UsersQuery } from './users.query.js';
import { UsersService } from './users.service.js';

/** Manages users, for administrators. */
@ApiTags('Administration')
@Controller('backend/user')
export class UsersController {
  constructor(
    private readonly query: UsersQuery,
    private readonly users: UsersService,
    private readonly support: UserSupportService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List users',
    description: 'Newest first, unless `sort` says otherwise.',
  })
  @ApiOkResponse({ type: UserPage })
  async list(@Query() filter: UserFilter): Promise<UserPage> {
    return this.query.list(filter);
  }

  @Confirmed()
  @Post()
  @ApiOperation({
    summary: 'Create a user',
    description:
      'With a password the user can sign in at once, unless `status` says otherwise. Without one an invitation is mailed, and the user is active once they chose a password. Without `roleId`, the role of the setting `role_default` is given.',
  })
  @ApiCreatedResponse({ type: UserDto })
  async create(
    @Body() body: CreateUserDto,
    @CurrentCaller() caller: Caller,
    @AskedLanguage() language?: Language,
  ): Promise<UserDto> {
    return this.query.view(await this.support.create(body, caller, language));
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Get a user',
    description: 'With the name of the role, and whether a second factor is set.',
  })
  @ApiOkResponse({ type: UserDto })
  async get(@Param('id') id: string): Promise<UserDto> {
    return this.query.get(id);
  }

  @Confirmed()
  @Put(':id')
  @ApiOperation({
    summary: 'Update a user',
    description:
      'Changes the fields that are sent. A new password or the status `disabled` revokes all tokens and sessions of the user.',
  })
  @ApiOkResponse({ type: UserDto })
  async update(
    @Param('id') id: string,
    @Body() body: UpdateUserDto,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDto> {
    return this.query.view(await this.users.update(id, body, caller));
  }

  @Confirmed()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a user',
    description:
      'Deletes also what belongs to the user: apps, accounts and tokens. For 30 days the user can be brought back from the bin.',
  })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.users.remove(id, caller);
  }

  @Confirmed()
  @Post(':id/logout')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Revoke all tokens of a user',
    description: 'Ends the portal sessions of the user as well.',
  })
  @ApiNoContentResponse()
  async logout(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.users.logout(id, caller);
  }
}
