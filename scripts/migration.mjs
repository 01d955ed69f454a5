import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.mjs';

// `npm run migration -- name [folder]`: makes the next migration, and its entry in the list of all.
const [name = '', folder = join(ROOT, 'src/database')] = process.argv.slice(2);
const list = join(folder, 'migrations.ts');

try {
  const { file, text, all } = next(name, readFileSync(list, 'utf8'));
  writeFileSync(join(folder, 'migrations', `${file}.ts`), text, { flag: 'wx' });
  writeFileSync(list, all);
  process.stdout.write(
    [
      `${join(folder, 'migrations', `${file}.ts`)} is made, and stands last in ${list}.`,
      'Write SQL that SQLite and PostgreSQL both read, and only add: the version before this one',
      'still runs while an update goes on (docs/deploy.md). These tests look at it:',
      "  npx jest --testPathPatterns 'contract/(migrations|schema)'",
      '',
    ].join('\n'),
  );
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** The new file's name and text, and the list with it at the end. */
function next(name, list) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error('Usage: npm run migration -- name-in-small-letters, such as app-categories');
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const numbers = [...list.matchAll(/'\.\/migrations\/(\d+)-([a-z0-9-]+)\.js'/g)];
  if (numbers.some(([, , other]) => other === name))
    throw new Error(`There is a migration ${name} already.`);
  // They run in the order of their numbers, so the clock of this machine is not enough.
  const number = Math.max(Date.now(), ...numbers.map(([, last]) => Number(last) + 1));
  const type = `${words.join('')}${number}`;
  const file = `${number}-${name}`;
  const entry = `import { ${type} } from './migrations/${file}.js';\n`;
  const all = list
    .replace(/(?<=\n|^)(?=\n\/\*\* Every migration)/, entry)
    .replace(/\];\n$/, `  ${type},\n];\n`);
  if (all.length !== list.length + entry.length + `  ${type},\n`.length)
    throw new Error('The list of migrations is not as it is expected; add the entry yourself.');
  return { file, text: textOf(type), all };
}

function textOf(type) {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds an example. */
export class ${type} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" ADD COLUMN "example" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" DROP COLUMN "example"');
  }
}
`;
}
