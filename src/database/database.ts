import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

export const READER = Symbol('READER');
export const WRITER = Symbol('WRITER');

/**
 * The committed rows, read-only. It has a connection of its own, so it never sees a row that may
 * still be rolled back; writing through it fails loudly. Writes go through `UnitOfWork`.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(
    @Inject(READER) private readonly reader: DataSource,
    @Inject(WRITER) private readonly writer: DataSource,
  ) {}

  get rows(): EntityManager {
    return this.reader.manager;
  }

  get isPostgres(): boolean {
    return this.reader.options.type === 'postgres';
  }

  /** A query over one kind of row, under a short name. */
  query<T extends ObjectLiteral>(entity: EntityTarget<T>, alias: string) {
    return this.reader.createQueryBuilder(entity, alias);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writer.destroy();
    await this.reader.destroy();
  }
}
