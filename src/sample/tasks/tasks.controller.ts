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
import { TasksService } from './tasks.service.js';
import { TaskDto, TaskPage, UpdateTaskDto, CreateTaskDto } from './task.dto.js';

/** Serves tasks. Nothing here says who may call: each handler needs its own name as scope. */
@ApiTags('Sample')
@ApiAccountHeader()
@PerAccount()
@Controller('api/tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @ApiOperation({
    summary: 'List tasks',
    description: 'Your own, or those of the account; newest first.',
  })
  @ApiOkResponse({ type: TaskPage })
  async list(@RowOwner() owner: string, @Query() query: PageQuery): Promise<TaskPage> {
    return this.tasks.list(owner, query);
  }

  @Post()
  @ApiOperation({
    summary: 'Create a task',
    description: 'It belongs to you, or to the account that the request works in.',
  })
  @ApiCreatedResponse({ type: TaskDto })
  async create(@RowOwner() owner: string, @Body() body: CreateTaskDto): Promise<TaskDto> {
    return this.tasks.create(owner, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a task', description: 'One of your own, or of the account.' })
  @ApiOkResponse({ type: TaskDto })
  async get(@RowOwner() owner: string, @Param('id') id: string): Promise<TaskDto> {
    return this.tasks.get(owner, id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Update a task', description: 'Changes the fields that are sent.' })
  @ApiOkResponse({ type: TaskDto })
  async update(
    @RowOwner() owner: string,
    @Param('id') id: string,
    @Body() body: UpdateTaskDto,
  ): Promise<TaskDto> {
    return this.tasks.update(owner, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a task', description: 'It cannot be brought back.' })
  @ApiNoContentResponse()
  async remove(@RowOwner() owner: string, @Param('id') id: string): Promise<void> {
    return this.tasks.remove(owner, id);
  }
}
