import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, Scopes } from '../../operations/decorators.js';
import { ConsentDto, DecidedDto, DecisionDto } from './consent.dto.js';
import { ConsentQuery } from './consent.query.js';
import { ConsentService } from './consent.service.js';

/** What the consent page reads and sends. */
@ApiTags('Portal')
@Scopes('authorization.consent')
@Controller('portal/consent')
export class ConsentController {
  constructor(
    private readonly query: ConsentQuery,
    private readonly consents: ConsentService,
  ) {}

  @ApiOperation({
    summary: 'Get a consent request',
    description: 'What an app asks of the user who is signed in.',
  })
  @ApiOkResponse({ type: ConsentDto })
  @Get(':id')
  get(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @Req() { method }: { method: string },
  ): Promise<ConsentDto> {
    // The first session that reads a request owns it, and `HEAD` has no effect (RFC 9110 §9.2.1).
    return this.query.show(id, caller, method !== 'HEAD');
  }

  @ApiOperation({
    summary: 'Answer a consent request',
    description:
      'Allows or denies what the app asks for. The answer says where to send the browser.',
  })
  @ApiOkResponse({ type: DecidedDto })
  @HttpCode(200)
  @Post(':id')
  decide(
    @Param('id') id: string,
    @Body() body: DecisionDto,
    @CurrentCaller() caller: Caller,
  ): Promise<DecidedDto> {
    return this.consents.decide(id, body, caller);
  }
}
