import { DataSource } from 'typeorm';
import { readConfig } from './src/config/config.js';
import { entities } from './src/entities.js';
import { writerOptions } from './src/database/data-source.js';

/** For TypeORM's own command line: `npx typeorm -d dist/ormconfig.js migration:show`. */
export default new DataSource(writerOptions(readConfig(process.env).database, entities));
