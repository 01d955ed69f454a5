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
  AccountDto,
  AccountPage,
  AccountQuery,
  CreateOwnedAccountDto,
  UpdateOwnedAccountDto,
} from './account.dto.js';
import { AccountsQuery } from './accounts.query.js';
import { AccountsService } from './accounts.service.js';

/** Serves everybody's accounts to administrators. */
@ApiTags('Administration')
@Controller('backend/account')
export class AccountsController {
  constructor(
    private readonly query: AccountsQuery,
    private readonly accounts: AccountsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List accounts', description: 'The accounts of all partners.' })
  @ApiOkResponse({ type: AccountPage })
  async list(@Query() query: AccountQuery): Promise<AccountPage> {
    return this.query.list(query);
  }

  @Post()
  @ApiOperation({
    summary: 'Create an account for a partner',
    description: 'It belongs to the user of `ownerId`.',
  })
  @ApiCreatedResponse({ type: AccountDto })
  async create(
    @Body() body: CreateOwnedAccountDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AccountDto> {
    return this.accounts.create('backend', body, caller);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an account', description: 'With the name of its owner.' })
  @ApiOkResponse({ type: AccountDto })
  async get(@Param('id') id: string): Promise<AccountDto> {
    return this.query.get(id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Update an account', description: 'Changes its name or its owner.' })
  @ApiOkResponse({ type: AccountDto })
  async update(
    @Param('id') id: string,
    @Body() body: UpdateOwnedAccountDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AccountDto> {
    return this.accounts.update('backend', id, body, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete an account',
    description: 'Revokes the tokens that are restricted to it.',
  })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.accounts.remove('backend', id, caller);
  }
}
