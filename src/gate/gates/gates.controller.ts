import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../../operations/decorators.js';
import {
  CreatedGateKeyDto,
  CreateGateDto,
  CreateGateKeyDto,
  GateDto,
  GatePage,
  GateQuery,
  GateWithKeyDto,
  UpdateGateDto,
} from './gate.dto.js';
import { GatesQuery } from './gates.query.js';
import { GatesService } from './gates.service.js';

/** Manages the proxies that ask before they let a request through. */
@ApiTags('Administration')
@Controller('backend/gate')
export class GatesController {
  constructor(
    private readonly query: GatesQuery,
    private readonly gates: GatesService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List gates',
    description: 'By name unless they are sorted, without their keys.',
  })
  @ApiOkResponse({ type: GatePage })
  list(@Query() query: GateQuery) {
    return this.query.list(query);
  }

  @OwnLogin()
  @Post()
  @ApiOperation({
    summary: 'Create a gate',
    description: 'The key that its proxy sends is in this answer only.',
  })
  @ApiConflictResponse({ description: 'There is one of this name, or there are too many.' })
  @ApiCreatedResponse({ type: GateWithKeyDto })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateGateDto) {
    return this.gates.create(caller, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a gate', description: 'With the time at which it asked last.' })
  @ApiOkResponse({ type: GateDto })
  get(@Param('id') id: string) {
    return this.query.get(id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Update a gate', description: 'Changes the fields that are sent.' })
  @ApiConflictResponse({ description: 'There is one of this name.' })
  @ApiOkResponse({ type: GateDto })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: UpdateGateDto,
  ) {
    await this.gates.update(caller, id, body);
    return this.query.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a gate',
    description: 'Its proxy is refused from now on, and lets nothing through.',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    return this.gates.remove(caller, id);
  }

  @OwnLogin()
  @Post(':id/key')
  @ApiOperation({
    summary: 'Create a key of a gate',
    description:
      'The key is in this answer only. The old one works on for the overlap that you choose.',
  })
  @ApiConflictResponse({ description: 'It has too many live keys (`too_many_gate_keys`).' })
  @ApiCreatedResponse({ type: CreatedGateKeyDto })
  key(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: CreateGateKeyDto) {
    return this.gates.renewKey(caller, id, body.overlap ?? 'now');
  }
}
