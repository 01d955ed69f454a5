import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../common/page.js';
import { CurrentCaller } from '../../operations/decorators.js';
import type { Caller } from '../../operations/caller.js';
import { GrantDto, GrantPage, GrantFilter } from './grant.dto.js';
import { GrantsQuery } from './grants.query.js';
import { GrantsService } from './grants.service.js';

/** Live grants, for administrators. */
@ApiTags('Administration')
@Controller('backend/token')
export class GrantsController {
  constructor(
    private readonly query: GrantsQuery,
    private readonly grants: GrantsService,
  ) {}

  @ApiOperation({
    summary: 'List grants',
    description: 'Grants that are live, of all users and apps.',
  })
  @ApiOkResponse({ type: GrantPage })
  @Get()
  list(@Query() filter: GrantFilter): Promise<Page<GrantDto>> {
    return this.query.listAll(filter);
  }

  @ApiOperation({
    summary: 'Get a grant',
    description: 'A grant that is live, with its scopes and its last use.',
  })
  @ApiOkResponse({ type: GrantDto })
  @Get(':id')
  get(@Param('id') id: string): Promise<GrantDto> {
    return this.query.get(id);
  }

  @ApiOperation({
    summary: 'Revoke a grant',
    description: 'Revokes all tokens of the grant with it.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete(':id')
  remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.grants.revokeFor(caller, id);
  }
}
