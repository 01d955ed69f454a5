import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller } from '../../operations/decorators.js';
import { ApisQuery } from '../apis.query.js';
import { ApiConsequences } from '../imports/import.dto.js';
import {
  ImportedOperationDto,
  ImportedOperationPage,
  ImportedOperationQuery,
  OperationAccess,
  toDto,
  UpdateImportedOperationDto,
} from './imported-operation.dto.js';
import { ImportedOperationsService } from './imported-operations.service.js';

/** Decides who may call the operations of an API. */
@ApiTags('Administration')
@Controller('backend/api/:id/operation')
export class ImportedOperationsController {
  constructor(
    private readonly query: ApisQuery,
    private readonly operations: ImportedOperationsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the operations of an API',
    description: 'By name, with what it takes to call each.',
  })
  @ApiOkResponse({ type: ImportedOperationPage })
  async list(
    @Param('id') id: string,
    @Query() query: ImportedOperationQuery,
  ): Promise<ImportedOperationPage> {
    return this.query.operations(id, query);
  }

  @Put(':name')
  @ApiOperation({
    summary: 'Change who may call an operation',
    description:
      'Opens it to everyone, closes it, or asks for other scopes than its name. You must hold these scopes yourself.',
  })
  @ApiOkResponse({ type: ImportedOperationDto })
  async update(
    @Param('id') id: string,
    @Param('name') name: string,
    @Body() body: UpdateImportedOperationDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ImportedOperationDto> {
    return toDto(await this.operations.update(id, name, body, caller));
  }

  @Post(':name/preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Preview who may call an operation',
    description: 'Tells which roles and apps would gain or lose by such a change. Changes nothing.',
  })
  @ApiOkResponse({ type: ApiConsequences })
  async preview(
    @Param('id') id: string,
    @Param('name') name: string,
    @Body() body: OperationAccess,
  ): Promise<ApiConsequences> {
    return this.operations.preview(id, name, body);
  }
}
