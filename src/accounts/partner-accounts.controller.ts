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
  UpdateAccountDto,
  CreateAccountDto,
  OwnAccountQuery,
} from './account.dto.js';
import { AccountsQuery } from './accounts.query.js';
import { AccountsService } from './accounts.service.js';

/** Serves partners their own accounts; a stranger's does not exist here. */
@ApiTags('Partner')
@Controller('partner/account')
export class PartnerAccountsController {
  constructor(
    private readonly query: AccountsQuery,
    private readonly accounts: AccountsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List your accounts', description: 'The accounts that you own.' })
  @ApiOkResponse({ type: AccountPage })
  async list(
    @Query() query: OwnAccountQuery,
    @CurrentCaller() { personId }: Caller,
  ): Promise<AccountPage> {
    return this.query.list({ ...query, ownerId: personId });
  }

  @Post()
  @ApiOperation({
    summary: 'Create an account',
    description: 'It belongs to you. Tokens can be restricted to it.',
  })
  @ApiCreatedResponse({ type: AccountDto })
  async create(
    @Body() { name }: CreateAccountDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AccountDto> {
    return this.accounts.create('partner', { name, ownerId: caller.personId }, caller);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get one of your accounts', description: 'An account that you own.' })
  @ApiOkResponse({ type: AccountDto })
  async get(@Param('id') id: string, @CurrentCaller() { personId }: Caller): Promise<AccountDto> {
    return this.query.get(id, personId);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Update one of your accounts', description: 'Changes its name.' })
  @ApiOkResponse({ type: AccountDto })
  async update(
    @Param('id') id: string,
    @Body() body: UpdateAccountDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AccountDto> {
    return this.accounts.update('partner', id, body, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete one of your accounts',
    description: 'Revokes the tokens that are restricted to it.',
  })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.accounts.remove('partner', id, caller);
  }
}
