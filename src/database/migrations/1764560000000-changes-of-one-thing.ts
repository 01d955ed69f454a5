import type { MigrationInterface, QueryRunner } from 'typeorm';
import { index } from './columns.js';

const BY_SUBJECT = index('audit_entry_subject', ['subject', 'at']);

/** Finds the last change of one thing without reading the whole log. */
export class ChangesOfOneThing1764560000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('audit_entry', BY_SUBJECT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('audit_entry', BY_SUBJECT);
  }
}
