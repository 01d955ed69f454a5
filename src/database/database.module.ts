import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { ChangeFeed } from './change-feed.js';
import { type Entities, migrate, openReader, openWriter } from './data-source.js';
import { Database, FEED, LISTS, READER, WRITER } from './database.js';
import { LastUses } from './last-uses.js';
import { PeriodicWrites } from './periodic-writes.js';
import { Sweeper } from './sweeper.js';
import { UnitOfWork } from './unit-of-work.js';

/** Opens and migrates the database before any other module starts. */
@Global()
@Module({})
export class DatabaseModule {
  /** @param entities every kind of row there is */
  static forRoot(entities: Entities): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: WRITER,
          inject: [Config],
          useFactory: async (config: Config) => {
            const writer = await openWriter(config.database, entities);
            await migrate(writer);
            return writer;
          },
        },
        // The reader waits for the writer: it must not open a database that is still without tables.
        {
          provide: READER,
          inject: [Config, WRITER],
          useFactory: (config: Config) => openReader(config.database, entities, 'rows'),
        },
        {
          provide: LISTS,
          inject: [Config, WRITER],
          useFactory: (config: Config) => openReader(config.database, entities, 'lists'),
        },
        // What SQLite reads by a key takes no time, so there the feed needs no connection of its own.
        {
          provide: FEED,
          inject: [Config, READER],
          useFactory: (config: Config, reader: DataSource) =>
            config.database.kind === 'postgres'
              ? openReader(config.database, entities, 'feed')
              : reader,
        },
        Database,
        ChangeFeed,
        UnitOfWork,
        Sweeper,
        LastUses,
        PeriodicWrites,
      ],
      exports: [Database, ChangeFeed, UnitOfWork, Sweeper, LastUses, PeriodicWrites],
    };
  }
}
