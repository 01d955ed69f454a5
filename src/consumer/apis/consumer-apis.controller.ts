import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Page, PageQuery } from '../../common/page.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { ConsumerApi, ConsumerApiPage, ConsumerApiWithOperations } from './consumer-apis.dto.js';
import { ConsumerApisService } from './consumer-apis.service.js';

/** The provider's APIs that I may call. */
@ApiTags('Developer')
@Controller('consumer/api')
export class ConsumerApisController {
  constructor(private readonly apis: ConsumerApisService) {}

  @Get()
  @ApiOperation({
    summary: 'List the APIs for your apps',
    description: 'Those of which your role opens something, or everybody may call something.',
  })
  @ApiOkResponse({ type: ConsumerApiPage })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<ConsumerApi>> {
    return this.apis.list(caller, query);
  }

  @Get(':name')
  @ApiOperation({
    summary: 'Get an API for your apps',
    description: 'With its operations that your role opens, or that everybody may call.',
  })
  @ApiOkResponse({ type: ConsumerApiWithOperations })
  get(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
  ): Promise<ConsumerApiWithOperations> {
    return this.apis.get(caller, name);
  }

  @Get(':name/document')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({
    summary: 'Get the OpenAPI document of an API',
    description: 'With the operations that your role opens, or that everybody may call, alone.',
  })
  @ApiOkResponse({
    description: 'An OpenAPI document.',
    content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } },
  })
  document(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<string> {
    return this.apis.document(caller, name);
  }
}
