import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../operations/caller.js';
import { Confirmed, CurrentCaller } from '../operations/decorators.js';
import { UserAdministration } from './user-administration.js';
import { NewUserDto, UserDto, UserPage, UserQuery, UserUpdate } from './user.dto.js';
import { UserLinks } from './mail/user-links.js';
import { UserViews } from './user-views.js';

/** People, for administrators. */
@ApiTags('backend')
@Controller('backend/user')
export class UsersController {
  constructor(
    private readonly views: UserViews,
    private readonly administration: UserAdministration,
    private readonly links: UserLinks,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The people there are, newest first' })
  @ApiOkResponse({ type: UserPage })
  async list(@Query() query: UserQuery): Promise<UserPage> {
    return this.views.list(query);
  }

  @Confirmed()
  @Post()
  @ApiOperation({ summary: 'Add a person' })
  @ApiCreatedResponse({ type: UserDto })
  async create(@Body() body: NewUserDto, @CurrentCaller() caller: Caller): Promise<UserDto> {
    return this.views.view(await this.administration.create(body, caller));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One person' })
  @ApiOkResponse({ type: UserDto })
  async get(@Param('id') id: string): Promise<UserDto> {
    return this.views.get(id);
  }

  @Confirmed()
  @Put(':id')
  @ApiOperation({ summary: 'Change a person; a new password or disabling ends all their tokens' })
  @ApiOkResponse({ type: UserDto })
  async update(
    @Param('id') id: string,
    @Body() body: UserUpdate,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDto> {
    return this.views.view(await this.administration.update(id, body, caller));
  }

  @Confirmed()
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a person and what belongs to them' })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.administration.remove(id, caller);
  }

  @Confirmed()
  @Post(':id/logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'End all tokens and sessions of a person' })
  @ApiNoContentResponse()
  async logout(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.administration.logout(id, caller);
  }

  @Confirmed()
  @Post(':id/resend')
  @HttpCode(204)
  @ApiOperation({ summary: 'Mail the activation link again' })
  @ApiNoContentResponse()
  async resend(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.links.resendActivation(id, caller);
  }
}
