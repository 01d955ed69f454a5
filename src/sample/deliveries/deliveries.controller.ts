import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiAccountHeader, RowOwner } from '../../accounts/row-owner.js';
import { PageQuery } from '../../common/page.js';
import { PerAccount } from '../../operations/decorators.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryDto, DeliveryPage, UpdateDeliveryDto, CreateDeliveryDto } from './delivery.dto.js';

/** Serves deliveries. Nothing here says who may call: each handler needs its own name as scope. */
@ApiTags('Sample')
@ApiAccountHeader()
@PerAccount()
@Controller('api/deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @ApiOperation({
    summary: 'List deliveries',
    description: 'Your own, or those of the account; newest first.',
  })
  @ApiOkResponse({ type: DeliveryPage })
  async list(@RowOwner() owner: string, @Query() query: PageQuery): Promise<DeliveryPage> {
    return this.deliveries.list(owner, query);
  }

  @Post()
  @ApiOperation({
    summary: 'Create a delivery',
    description: 'It belongs to you, or to the account that the request works in.',
  })
  @ApiCreatedResponse({ type: DeliveryDto })
  async create(@RowOwner() owner: string, @Body() body: CreateDeliveryDto): Promise<DeliveryDto> {
    return this.deliveries.create(owner, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a delivery', description: 'One of your own, or of the account.' })
  @ApiOkResponse({ type: DeliveryDto })
  async get(@RowOwner() owner: string, @Param('id') id: string): Promise<DeliveryDto> {
    return this.deliveries.get(owner, id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Update a delivery', description: 'Changes the fields that are sent.' })
  @ApiOkResponse({ type: DeliveryDto })
  async update(
    @RowOwner() owner: string,
    @Param('id') id: string,
    @Body() body: UpdateDeliveryDto,
  ): Promise<DeliveryDto> {
    return this.deliveries.update(owner, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a delivery', description: 'It cannot be brought back.' })
  @ApiNoContentResponse()
  async remove(@RowOwner() owner: string, @Param('id') id: string): Promise<void> {
    return this.deliveries.remove(owner, id);
  }
}
