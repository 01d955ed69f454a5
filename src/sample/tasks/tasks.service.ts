import { Injectable } from '@nestjs/common';
import { OwnedRows, toAnswer } from '../owned-rows.js';
import { OwnerHooks } from '../../accounts/accounts.hooks.js';
import { RowQuota } from '../row-quota.js';
import { Clock } from '../../common/clock.js';
import type { Page, PageQuery } from '../../common/page.js';
import { Database } from '../../database/database.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Task } from './task.entity.js';
import type { TaskDto, UpdateTaskDto, CreateTaskDto } from './task.dto.js';

/** Keeps the tasks of each owner: an account, an app or a person. */
@Injectable()
export class TasksService {
  private readonly rows: OwnedRows;

  constructor(
    database: Database,
    work: UnitOfWork,
    clock: Clock,
    quota: RowQuota,
    owners: OwnerHooks,
  ) {
    const kind = { entity: Task, prefix: 'tsk_', noun: 'task' };
    this.rows = new OwnedRows(kind, database, work, clock, quota);
    owners.onRemove((tx, ids) => this.rows.removeAllOf(tx, ids));
  }

  async list(owner: string, query: PageQuery): Promise<Page<TaskDto>> {
    const { entry, ...rest } = await this.rows.list(owner, query);
    return { ...rest, entry: entry.map(toAnswer) };
  }

  /** @throws 404 */
  async get(owner: string, id: string): Promise<TaskDto> {
    return toAnswer(await this.rows.get(owner, id));
  }

  async create(owner: string, body: CreateTaskDto): Promise<TaskDto> {
    return toAnswer(await this.rows.create(owner, body));
  }

  /** @throws 404 */
  async update(owner: string, id: string, body: UpdateTaskDto): Promise<TaskDto> {
    return toAnswer(await this.rows.update(owner, id, body));
  }

  /** @throws 404 */
  async remove(owner: string, id: string): Promise<void> {
    await this.rows.remove(owner, id);
  }
}
