import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { MemberDto, MemberPage, CreateMemberDto } from '../account.dto.js';
import { AccountsQuery } from '../accounts.query.js';
import { MembersService } from './members.service.js';

/** Lists, adds and removes who may work in a partner's account. */
@ApiTags('Partner')
@Controller('partner/account/:id/member')
export class PartnerMembersController {
  constructor(
    private readonly query: AccountsQuery,
    private readonly members: MembersService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the members of your account',
    description: 'The users who belong to the account, besides you.',
  })
  @ApiOkResponse({ type: MemberPage })
  async list(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @CurrentCaller() { personId }: Caller,
  ): Promise<MemberPage> {
    return this.query.members(query, id, personId);
  }

  @Post()
  @ApiOperation({
    summary: 'Add a member to your account',
    description: 'The user may work in the account from now on.',
  })
  @ApiCreatedResponse({ type: MemberDto })
  async create(
    @Param('id') id: string,
    @Body() body: CreateMemberDto,
    @CurrentCaller() caller: Caller,
  ): Promise<MemberDto> {
    return this.query.member(await this.members.add(id, body.userId, caller));
  }

  @Delete(':userId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove a member from your account',
    description: 'The user can no longer work in the account.',
  })
  @ApiNoContentResponse()
  async remove(
    @Param('id') id: string,
    @Param('userId') userId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    return this.members.remove(id, userId, caller);
  }
}
