import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../common/page.js';
import { CurrentCaller } from '../../operations/decorators.js';
import type { Caller } from '../../operations/caller.js';
import { GrantDto, GrantPage, GrantQuery } from './grant.dto.js';
import { GrantsAdministration } from './grants-administration.js';

/** Live grants, for administrators. */
@ApiTags('Administration')
@Controller('backend/token')
export class GrantsController {
  constructor(private readonly grants: GrantsAdministration) {}

  @ApiOperation({
    summary: 'List grants',
    description: 'Grants that are live, of all users and apps.',
  })
  @ApiOkResponse({ type: GrantPage })
  @Get()
  list(@Query() query: GrantQuery): Promise<Page<GrantDto>> {
    return this.grants.list(query);
  }

  @ApiOperation({
    summary: 'Get a grant',
    description: 'A grant that is live, with its scopes and its last use.',
  })
  @ApiOkResponse({ type: GrantDto })
  @Get(':id')
  get(@Param('id') id: string): Promise<GrantDto> {
    return this.grants.get(id);
  }

  @ApiOperation({
    summary: 'Revoke a grant',
    description: 'Revokes all tokens of the grant with it.',
  })
  @ApiNoContentResponse()
  @HttpCode(204)
  @Delete(':id')
  remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.grants.end(id, caller);
  }
}
