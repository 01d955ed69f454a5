import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin, Scopes } from '../../operations/decorators.js';
import { AcceptTermsDto, OwnTermsDto } from './terms.dto.js';
import { TermsService } from './terms.service.js';

/**
 * How I stand with the terms of use. It needs the scope that needs no role (`openid`): whatever a role
 * opens, its holder must be able to accept them, and nobody else for them.
 */
@OwnLogin()
@Scopes('openid')
@ApiTags('Developer')
@Controller('consumer/terms')
export class OwnTermsController {
  constructor(private readonly terms: TermsService) {}

  @Get()
  @ApiOperation({
    summary: 'Get your acceptance of the terms',
    description: 'Which version is in force, and when you accepted it.',
  })
  @ApiOkResponse({ type: OwnTermsDto })
  get(@CurrentCaller() caller: Caller) {
    return this.terms.stateOf(caller.personId);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Accept the terms',
    description: 'The version that is in force and that you have read.',
  })
  @ApiConflictResponse({ description: 'Another version is in force (`other_terms`).' })
  @ApiOkResponse({ type: OwnTermsDto })
  async accept(@CurrentCaller() caller: Caller, @Body() { version }: AcceptTermsDto) {
    await this.terms.accept(caller, caller.personId, version);
    return this.terms.stateOf(caller.personId);
  }
}
