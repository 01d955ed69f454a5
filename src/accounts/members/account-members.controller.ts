import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import { MemberPage } from '../account.dto.js';
import { AccountsQuery } from '../accounts.query.js';

/** Shows administrators who may work in anybody's account; its owner adds and removes members. */
@ApiTags('Administration')
@Controller('backend/account/:id/member')
export class AccountMembersController {
  constructor(private readonly query: AccountsQuery) {}

  @Get()
  @ApiOperation({
    summary: 'List the members of an account',
    description: 'The users who belong to the account, besides its owner.',
  })
  @ApiOkResponse({ type: MemberPage })
  async list(@Param('id') id: string, @Query() query: PageQuery): Promise<MemberPage> {
    return this.query.members(query, id);
  }
}
