/** @database sqlite */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/common/field-sentences.js';
import { FAULTS, sentence } from '../../src/apis/document/document-faults.js';
import { CARRIED, LEFT } from '../../src/oauth/stray.js';
import { frenchFault } from '../../src/portal/web/i18n/document-faults.js';
import { common } from '../../src/portal/web/i18n/fr/common.js';
import { served } from '../../src/portal/web/i18n/fr/served.js';
import document from '../../src/portal/web/api/openapi.json';

const ROOT = join(__dirname, '../..');
const IDENTITY = ['email', 'offline_access', 'openid', 'profile'];
/** Each setting says what it takes; one French sentence for all would say less. */
const SAID_BETTER_IN_ENGLISH = ['wrong_value'];

const scopes = Object.values(document.paths)
  .flatMap((operations) => Object.values(operations) as { 'x-scopes'?: string[] }[])
  .flatMap((operation) => operation['x-scopes'] ?? [])
  .flatMap((name) => name.split('.').map((_, at, words) => words.slice(0, at + 1).join('.')));

function codes(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/^(portal.web|cli)/.test(path))
  .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
  .join('\n');

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe('the French portal', () => {
  it('describes every scope that operations need, and none that is gone', () => {
    expect(sorted(Object.keys(served.servedScopes))).toEqual(sorted([...scopes, ...IDENTITY]));
    const sample = ['deliveries', 'tasks'];
    expect(sorted(Object.keys(served.consentScopes))).toEqual(sorted([...sample, ...IDENTITY]));
  });

  it('has words for every problem', () => {
    const [problems = ''] = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').split(
      '## On protocol endpoints',
    );
    const ours = { ...common.problem, ...served.servedProblems };
    const missing = codes(problems, /^\| \d{3} +\| `(\w+)`/gm).filter((code) => !(code in ours));
    expect(missing).toEqual([]);
  });

  it('has words for every reason why an app cannot be authenticated', () => {
    const around = Object.values(LEFT).flatMap((left) =>
      Object.values(CARRIED).map((what) => `${left} came with the ${what}; send it without.`),
    );
    const reasons = [...codes(source, /\binvalidClient\(\s*'([^']+)'/g), ...around];
    expect(reasons.length).toBeGreaterThan(25);
    expect(reasons.filter((reason) => !(reason in served.servedReasons))).toEqual([]);
  });

  it('has words for everything that can be wrong with a document, and keeps what the document says', () => {
    for (const text of Object.values(FAULTS)) {
      const said = sentence(text, '/first/{two}', '/second');
      const french = frenchFault(said);
      expect(french).not.toBe(said);
      if (text.includes('{}')) expect(french).toContain('/first/{two}');
      if (/\{\}.*\{\}/.test(text)) expect(french).toContain('/second');
      expect(frenchFault(`GET /a/{b}: ${said}`)).toBe(`GET /a/{b} : ${french}`);
    }
  });

  it('has words for every rule that the server gives a name', () => {
    const named = [
      ...codes(source, /\binvalid\(\s*[^,()]+,\s*'(\w+)'/g),
      ...codes(source, /context: \{ code: '(\w+)' \}/g),
      ...codes(source, /\[\s*'([a-z]+_[a-z_]+|leaked)',\s*['`][A-Z]/g),
      ...codes(source, /conflict\('(\w+)', '[^']*', '\w+'\)/g),
      ...RULES.map((rule) => rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
    ].filter((code) => !SAID_BETTER_IN_ENGLISH.includes(code));
    expect(named).toEqual(expect.arrayContaining(['is_username', 'unknown_scope', 'too_short', 'name_taken', 'is_length'])); // prettier-ignore
    const missing = sorted(named).filter((code) => !(code in served.servedFaults));
    expect(missing).toEqual([]);
  });
});
