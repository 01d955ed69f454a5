/** @database sqlite */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { migrations } from '../../src/database/migrations.js';
import { folder } from '../support/databases.js';

const ROOT = join(__dirname, '../..');
const SCRIPT = join(ROOT, 'scripts/migration.mjs');

type Migration = new () => { up(): Promise<void>; down(): Promise<void> };

describe('npm run migration', () => {
  let copy: string;
  beforeEach(() => {
    copy = join(mkdtempSync(join(folder(), 'migration-')), 'database');
    mkdirSync(copy);
    for (const name of ['migrations.ts', 'migrations'])
      cpSync(join(ROOT, 'src/database', name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, '../node_modules'));
  });

  const run = (...words: string[]) => promisify(execFile)(process.execPath, [SCRIPT, ...words]);
  const files = () => readdirSync(join(copy, 'migrations')).sort();
  const listed = () =>
    jest.requireActual<{ migrations: Migration[] }>(join(copy, 'migrations.ts')).migrations;

  it('makes the file with the next number and puts it last in the list, in code that compiles', async () => {
    const before = files();
    const { stdout } = await run('app-categories', copy);
    const made = files().filter((name) => !before.includes(name));
    expect(made).toEqual([expect.stringMatching(/^\d{13}-app-categories\.ts$/)]);
    expect(stdout).toContain(made[0]);
    const numbers = files().flatMap((name) => /^\d+/.exec(name)?.map(Number) ?? []);
    expect(Math.max(...numbers)).toBe(Number(made[0]?.slice(0, 13)));
    const names = migrations.map(({ name }) => name);
    expect(listed().map(({ name }) => name)).toEqual([
      ...names,
      `AppCategories${made[0]?.slice(0, 13)}`,
    ]);
    expect(faultsOf(join(copy, 'migrations.ts'))).toEqual([]);
  });

  it('gives two migrations of one moment two numbers, in their order', async () => {
    await run('first-thing', copy);
    await run('second-thing', copy);
    const [first, second] = listed().slice(-2);
    expect(first?.name).toMatch(/^FirstThing\d{13}$/);
    expect(second?.name).toMatch(/^SecondThing\d{13}$/);
    expect(Number(second?.name.slice(-13))).toBeGreaterThan(Number(first?.name.slice(-13)));
  });

  it.each([[''], ['App Categories'], ['../x'], ['1-app'], ['foundations']])(
    'refuses the name "%s" and changes nothing',
    async (name) => {
      const before = [files(), readFileSync(join(copy, 'migrations.ts'), 'utf8')];
      await expect(run(name, copy)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/Usage: npm run migration|already/),
      });
      expect([files(), readFileSync(join(copy, 'migrations.ts'), 'utf8')]).toEqual(before);
    },
  );

  /** What the compiler finds wrong in a file and in what it imports. */
  function faultsOf(file: string): string[] {
    const { options } = ts.convertCompilerOptionsFromJson(
      { target: 'ES2023', module: 'nodenext', strict: true, skipLibCheck: true, noEmit: true },
      ROOT,
    );
    return ts
      .getPreEmitDiagnostics(ts.createProgram([file], options))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
});
