import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ChangeFeed } from './change-feed.js';
import { WRITER } from './database.js';
import type { Batch, Job } from './job.js';
import { PostgresWriter } from './postgres-writer.js';
import { SqliteWriter } from './sqlite-writer.js';

/**
 * Runs everything that writes. A job is a transaction: all of it is stored, or nothing, and whoever handed
 * it in is answered only after the commit. Jobs await nothing but their own statements: a slow job
 * holds up the rest. A job may run more than once, and leaves nothing behind but rows.
 */
@Injectable()
export class UnitOfWork implements BeforeApplicationShutdown {
  private readonly writer: SqliteWriter | PostgresWriter;

  constructor(@Inject(WRITER) source: DataSource, feed: ChangeFeed) {
    this.writer =
      source.options.type === 'postgres'
        ? new PostgresWriter(source, feed)
        : new SqliteWriter(source, feed);
  }

  /** Runs a job in a transaction. */
  run<T>(job: Job<T>): Promise<T> {
    return this.writer.run(job);
  }

  /**
   * Writes an item of a batch, by one statement with all others of the same batch that wait at this
   * moment. For what is asked for very often, and mostly done by the same update.
   */
  batch<Item, T>(batch: Batch<Item, T>, item: Item): Promise<T> {
    return this.writer.batch(batch, item);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.writer.finish();
  }
}
