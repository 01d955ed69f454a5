import type { MigrationInterface, QueryRunner } from 'typeorm';

const PEOPLE: [name: string, column: string][] = [
  ['user_account_username_start', 'usernameKey'],
  ['user_account_email_start', 'emailKey'],
];

/**
 * Finds apps and people by the beginnings of their names. Of an app's name the first 64 characters
 * count: an index entry has a bound. PostgreSQL finds beginnings in the order of bytes alone, so there
 * people need indexes beside those that keep their names apart.
 */
export class BeginningsOfNames1795871354771 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === 'postgres';
    const order = isPostgres ? ' text_pattern_ops' : '';
    await runner.query(
      `CREATE INDEX "app_name_start" ON "app" (LOWER(SUBSTR("name", 1, 64))${order})`,
    );
    if (!isPostgres) return;
    for (const [name, column] of PEOPLE)
      await runner.query(`CREATE INDEX "${name}" ON "user_account" ("${column}"${order})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "app_name_start"');
    for (const [name] of PEOPLE) await runner.query(`DROP INDEX IF EXISTS "${name}"`);
  }
}
