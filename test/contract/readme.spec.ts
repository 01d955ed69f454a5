/** @database sqlite */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { testbed } from '../support/testbed.js';

const ROOT = join(__dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const scripts = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  }
).scripts;

describe('the README', () => {
  const bed = testbed();

  it('has three curl lines that, pasted, give a token and create a delivery', async () => {
    const [, block = ''] = /## The first token[^`]*```sh\n([^`]*)```/.exec(readme) ?? [];
    expect(block.trim().split('\n')).toHaveLength(3);
    const lines = block.replaceAll('http://localhost:3000', bed.url);
    const { stdout } = await promisify(execFile)('bash', ['-ec', lines]);
    expect(JSON.parse(stdout.slice(stdout.lastIndexOf('{"id"')))).toMatchObject({
      id: expect.stringMatching(/^dlv_/),
      title: 'A parcel for Ada',
    });
  });

  it('names only npm scripts that exist', () => {
    const text = readme + readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
    const named = [...text.matchAll(/npm run (\w+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('and docs/performance.md have the tables that bench/results.json gives', async () => {
    const check = [join(ROOT, 'bench/report.mjs'), '--check'];
    const { stdout } = await promisify(execFile)(process.execPath, check).catch((error) => error);
    expect(stdout).toBe('');
  });

  it.each(pages())('%s links only to what exists', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map((m) => m[1] ?? '');
    const broken = links.filter((link) => !existsSync(join(ROOT, dirname(page), link)));
    expect(broken).toEqual([]);
  });
});

function pages(): string[] {
  const folders = ['.', 'docs', 'docs/adr'];
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
}
