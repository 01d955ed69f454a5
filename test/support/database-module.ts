import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule } from '../../src/config/config.module.js';
import { readConfig } from '../../src/config/config.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { entities } from '../../src/entities.js';
import type { Delivery } from '../../src/sample/deliveries/delivery.entity.js';
import { folder, newDatabase } from './databases.js';

/** The database module alone, on a new database of this name; not initialized: nobody polls the feed. */
export async function databaseModule(name: string): Promise<TestingModule> {
  const DATABASE_URL = await newDatabase(name);
  const config = readConfig({ DATA_DIR: folder(), DATABASE_URL });
  const imports = [ConfigModule.forRoot(config), DatabaseModule.forRoot(entities)];
  return Test.createTestingModule({ imports }).compile();
}

/** A row to write: an open delivery. */
export function openDelivery(id: string, owner: string): Delivery {
  const now = new Date();
  return {
    id,
    owner,
    title: 'lorem ipsum',
    comments: '',
    status: 'open',
    createdAt: now,
    updatedAt: now,
  };
}
