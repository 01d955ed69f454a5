/** @database sqlite */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

function read(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => path !== join(ROOT, 'src/portal/web'))
    .map((path) => {
      if (statSync(path).isDirectory()) return read(path);
      return path.endsWith('.ts') ? readFileSync(path, 'utf8') : '';
    })
    .join('\n');
}

const source = read(join(ROOT, 'src'));
const found = (pattern: RegExp) =>
  [...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();

const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
const [problems = '', protocol = ''] = page.split('## On protocol endpoints');
const named = (text: string) =>
  [
    ...new Set([...text.matchAll(/^\| (?:\d{3}|—) +\| `(\w+)`/gm)].map((match) => match[1] ?? '')),
  ].sort();

describe('docs/errors.md', () => {
  it('has every code of a problem, and no other', () => {
    const codes = found(
      /\b(?:new Problem\(\s*\d+,|refuse\(\s*\d+,|conflict\(|forbidden\()\s*'(\w+)'/g,
    );
    expect(codes).toContain('validation_failed');
    expect(named(problems)).toEqual(codes);
  });

  it('has every error of the protocol, and no other', () => {
    const [, union = ''] = source.split('export type OAuthErrorCode =');
    const errors = [...(union.split(';')[0] ?? '').matchAll(/'(\w+)'/g)].map(
      (match) => match[1] ?? '',
    );
    expect(errors).toContain('invalid_grant');
    expect(named(protocol)).toEqual(errors.sort());
  });
});
