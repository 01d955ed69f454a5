import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
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
import { MemberDto, MemberPage, NewMember } from './account.dto.js';
import { AccountLists } from './account-lists.js';
import { MemberChanges } from './member-changes.js';

/** Who may work in a partner's account. */
@ApiTags('partner')
@Controller('partner/account/:id/member')
export class PartnerMembersController {
  constructor(
    private readonly lists: AccountLists,
    private readonly changes: MemberChanges,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who belongs to my account' })
  @ApiOkResponse({ type: MemberPage })
  async list(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @CurrentCaller() { personId }: Caller,
  ): Promise<MemberPage> {
    return this.lists.members(query, id, personId);
  }

  @Post()
  @ApiOperation({ summary: 'Let a person into my account' })
  @ApiCreatedResponse({ type: MemberDto })
  async create(
    @Param('id') id: string,
    @Body() body: NewMember,
    @CurrentCaller() caller: Caller,
  ): Promise<MemberDto> {
    return this.lists.member(await this.changes.add(id, body.userId, caller));
  }

  @Delete(':userId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Put a person out of my account' })
  @ApiNoContentResponse()
  async remove(
    @Param('id') id: string,
    @Param('userId') userId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    return this.changes.remove(id, userId, caller);
  }
}
