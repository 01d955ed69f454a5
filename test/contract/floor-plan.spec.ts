import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';

const SRC = join(__dirname, '../../src');

const NOUNS = ['audit', 'mail', 'throttle', 'settings', 'scopes', 'roles', 'users', 'accounts'];
const BELOW_AUTH = ['oauth', 'operations', ...NOUNS, 'apps'];

/** Which room may look into which; all of them into `common`, `config` and `database`. */
const PLAN: Record<string, string[]> = {
  common: [],
  config: [],
  database: [],
  oauth: [],
  operations: ['oauth'],
  mail: [],
  throttle: [],
  audit: ['oauth', 'operations', 'throttle'],
  settings: ['oauth', 'operations', 'audit', 'throttle', 'mail'],
  scopes: ['oauth', 'operations', 'audit', 'settings'],
  roles: ['oauth', 'operations', 'audit', 'mail', 'throttle', 'settings', 'scopes'],
  users: ['oauth', 'operations', 'audit', 'mail', 'throttle', 'settings', 'scopes', 'roles'],
  accounts: ['oauth', 'operations', ...NOUNS.filter((room) => room !== 'accounts')],
  apps: ['oauth', 'operations', ...NOUNS],
  auth: BELOW_AUTH,
  consumer: [...BELOW_AUTH, 'auth'],
  deliveries: ['operations', 'oauth', 'accounts'],
  tasks: ['operations', 'oauth', 'accounts'],
  system: [...BELOW_AUTH, 'auth'],
  portal: [...BELOW_AUTH, 'auth'],
  // The command line stands beside main.ts and starts the same application.
  cli: [...BELOW_AUTH, 'auth', 'system', ''],
};

const COMMON = ['common', 'config', 'database'];

interface Source {
  /** Relative to `src`, with slashes. */
  path: string;
  text: string;
  imports: string[];
}

function read(folder: string): Source[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    const path = relative(SRC, file);
    if (path === join('portal', 'web')) return []; // the browser's own house
    if (statSync(file).isDirectory()) return read(file);
    if (!name.endsWith('.ts')) return [];
    const text = readFileSync(file, 'utf8');
    const imports = [...text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'/gm)]
      .map((match) => match[1] ?? '')
      .concat([...text.matchAll(/\bimport\('([^']+)'\)/g)].map((match) => match[1] ?? ''));
    return [{ path, text, imports }];
  });
}

const sources = read(SRC);
const roomOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const without = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** The project's own files that a file imports, relative to `src`. */
function ownImports({ path, imports }: Source): string[] {
  return imports
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(path, '..', name)).replace(/\.js$/, '.ts'));
}

describe('the floor plan', () => {
  it('knows every room', () => {
    const rooms = new Set(sources.map(({ path }) => roomOf(path)).filter(Boolean));
    expect([...rooms].filter((room) => !(room in PLAN))).toEqual([]);
  });

  it('holds: no room looks into one that it may not see', () => {
    // The list of entities is the one place that must know them all.
    const looks = sources
      .filter(({ path }) => roomOf(path) && path !== 'database/entities.ts')
      .flatMap((source) => ownImports(source).map((target) => ({ from: source.path, to: target })))
      .filter(({ from, to }) => {
        const [own, other] = [roomOf(from), roomOf(to)];
        if (own === 'oauth') return other !== 'oauth';
        return own !== other && ![...COMMON, ...(PLAN[own] ?? [])].includes(other);
      });
    expect(looks).toEqual([]);
  });

  it('has no circles between rooms', () => {
    const edges = new Map<string, Set<string>>();
    for (const source of sources.filter(({ path }) => path !== 'database/entities.ts'))
      for (const target of ownImports(source)) {
        const [from, to] = [roomOf(source.path), roomOf(target)];
        if (from && to && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
      }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(edges.get(from) ?? [])].some((next) => {
        if (next === to) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, to, seen);
      });
    expect([...edges.keys()].filter((room) => reaches(room, room))).toEqual([]);
  });

  it('keeps the protocol pure: it imports node: and itself', () => {
    const foreign = sources
      .filter(({ path }) => roomOf(path) === 'oauth')
      .flatMap(({ path, imports }) => imports.map((name) => `${path}: ${name}`))
      .filter((line) => !/: (node:|\.)/.test(line));
    expect(foreign).toEqual([]);
  });

  it('has no barrels, no utils and no helpers', () => {
    const names = sources.map(({ path }) => path);
    expect(names.filter((path) => /\b(utils?|helpers?|misc|shared)\b/.test(path))).toEqual([]);
    const barrels = sources.filter(({ text }) => /^export (\*|\{[^}]*\}) from/m.test(text));
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it('reads the environment in config alone', () => {
    const readers = sources.filter(({ text }) => without(text).includes('process.env'));
    const rooms = readers.map(({ path }) => path).filter((path) => roomOf(path) !== 'config');
    // The two programs hand the environment to config and look at nothing in it.
    const handOver = rooms.filter((path) => {
      const { text = '' } = sources.find((source) => source.path === path) ?? {};
      return without(text)
        .replaceAll(/readConfig\(process\.env\)/g, '')
        .includes('process.env');
    });
    expect(handOver).toEqual([]);
  });

  it('signs tokens in oauth/tokens/issue.ts alone', () => {
    const signers = sources.filter(({ text }) => /\bsigner\.sign\(/.test(without(text)));
    expect(signers.map(({ path }) => path)).toEqual(['oauth/tokens/issue.ts']);
  });

  it('writes by insert, update and delete: nobody calls save on a manager', () => {
    const savers = sources.filter(({ text }) => /\b(rows|manager|repository)\.save\(/.test(text));
    expect(savers.map(({ path }) => path)).toEqual([]);
  });

  it('writes through the unit of work: a read-only manager is never written to', () => {
    const writers = sources.filter(({ text }) =>
      /\bdatabase\.rows\.(insert|update|delete|upsert|remove|softDelete|increment)\(/.test(text),
    );
    expect(writers.map(({ path }) => path)).toEqual([]);
  });

  it('keeps files short: none has more than 250 lines, save the first migration', () => {
    const long = sources
      .filter(({ text }) => text.split('\n').length > 251)
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('database/migrations/'));
    expect(long).toEqual([]);
  });

  it('has no unfinished business: no TODO, no any, no ts-ignore', () => {
    const words = /\bTODO\b|\bFIXME\b|\bXXX\b|@ts-ignore|: any\b|\bas any\b|<any>/;
    expect(sources.filter(({ text }) => words.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
