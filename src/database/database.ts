import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

export const READER = Symbol('READER');
export const LISTS = Symbol('LISTS');
export const FEED = Symbol('FEED');
export const WRITER = Symbol('WRITER');

/**
 * Reads committed rows, and writes none. It has a connection of its own, so it never sees a row that may
 * still be rolled back; writing through it fails loudly. Writes go through `UnitOfWork`.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(
    @Inject(READER) private readonly reader: DataSource,
    @Inject(WRITER) private readonly writer: DataSource,
    @Inject(LISTS) private readonly lister: DataSource,
    @Inject(FEED) private readonly feeder: DataSource,
  ) {}

  /** For rows that are found by a key. */
  get rows(): EntityManager {
    return this.reader.manager;
  }

  /** For lists and sums over many rows: on connections that nothing else waits for. */
  get lists(): EntityManager {
    return this.lister.manager;
  }

  /** For the change feed alone. */
  get feed(): EntityManager {
    return this.feeder.manager;
  }

  get isPostgres(): boolean {
    return this.reader.options.type === 'postgres';
  }

  /** A list of one kind of row, under a short name. */
  query<T extends ObjectLiteral>(entity: EntityTarget<T>, alias: string) {
    return this.lister.createQueryBuilder(entity, alias);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const source of new Set([this.writer, this.reader, this.lister, this.feeder]))
      await source.destroy();
  }
}
