import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { MembershipPage } from '../account.dto.js';
import { AccountsQuery } from '../accounts.query.js';

/** Lists the accounts that a person may work in, whether or not they are a partner themselves. */
@ApiTags('Developer')
@Controller('consumer/membership')
export class MembershipsController {
  constructor(private readonly query: AccountsQuery) {}

  @Get()
  @ApiOperation({
    summary: 'List your memberships',
    description: 'The accounts that you own or belong to.',
  })
  @ApiOkResponse({ type: MembershipPage })
  async list(
    @Query() query: PageQuery,
    @CurrentCaller() { personId }: Caller,
  ): Promise<MembershipPage> {
    return this.query.memberships(query, personId);
  }
}
