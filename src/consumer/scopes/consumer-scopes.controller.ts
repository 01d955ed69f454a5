import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { GrantableScopePage, GrantableScopeQuery } from './consumer-scopes.dto.js';
import { ConsumerScopesService } from './consumer-scopes.service.js';

/** What I may give. */
@ApiTags('Developer')
@Controller('consumer/scope')
export class ConsumerScopesController {
  constructor(private readonly scopes: ConsumerScopesService) {}

  @Get()
  @ApiOperation({
    summary: 'List the scopes for your apps',
    description: 'The scopes that you may give to an app of yours, by name.',
  })
  @ApiOkResponse({ type: GrantableScopePage })
  list(@CurrentCaller() caller: Caller, @Query() query: GrantableScopeQuery) {
    return this.scopes.list(caller, query);
  }
}
