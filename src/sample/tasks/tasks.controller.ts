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
import { TaskDto, TaskPage, TaskUpdate, NewTask } from './task.dto.js';

/** Sample API. Nothing here says who may call: each handler needs its own name as scope. */
@ApiTags('tasks')
@ApiAccountHeader()
@PerAccount()
@Controller('api/tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @ApiOperation({ summary: 'My tasks, newest first' })
  @ApiOkResponse({ type: TaskPage })
  async list(@RowOwner() owner: string, @Query() query: PageQuery): Promise<TaskPage> {
    return this.tasks.list(owner, query);
  }

  @Post()
  @ApiOperation({ summary: 'Make a task' })
  @ApiCreatedResponse({ type: TaskDto })
  async create(@RowOwner() owner: string, @Body() body: NewTask): Promise<TaskDto> {
    return this.tasks.create(owner, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One task' })
  @ApiOkResponse({ type: TaskDto })
  async get(@RowOwner() owner: string, @Param('id') id: string): Promise<TaskDto> {
    return this.tasks.get(owner, id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a task' })
  @ApiOkResponse({ type: TaskDto })
  async update(
    @RowOwner() owner: string,
    @Param('id') id: string,
    @Body() body: TaskUpdate,
  ): Promise<TaskDto> {
    return this.tasks.update(owner, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a task' })
  @ApiNoContentResponse()
  async remove(@RowOwner() owner: string, @Param('id') id: string): Promise<void> {
    return this.tasks.remove(owner, id);
  }
}
