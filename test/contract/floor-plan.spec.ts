/** @database sqlite */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';

const SRC = join(__dirname, '../../src');
const PACKAGE = join(__dirname, '../../packages/nestjs');

const NOUNS = [
  'audit',
  'bin',
  'mail',
  'throttle',
  'settings',
  'scopes',
  'roles',
  'users',
  'accounts',
];
const BELOW_AUTH = ['oauth', 'operations', ...NOUNS, 'apps', 'keys', 'apis'];

/** Which module may import which; all of them `common`, `config` and `database`, `packages` none. */
const PLAN: Record<string, string[]> = {
  common: [],
  config: [],
  database: [],
  oauth: [],
  operations: ['oauth', 'packages'],
  mail: [],
  throttle: [],
  audit: ['oauth', 'operations', 'throttle'],
  settings: ['oauth', 'operations', 'audit', 'throttle', 'mail'],
  scopes: ['oauth', 'operations', 'audit', 'settings'],
  roles: ['oauth', 'operations', 'audit', 'mail', 'throttle', 'settings', 'scopes'],
  bin: ['oauth', 'operations', 'audit', 'throttle'],
  users: ['oauth', 'operations', 'audit', 'bin', 'mail', 'throttle', 'settings', 'scopes', 'roles'],
  accounts: ['oauth', 'operations', ...NOUNS.filter((noun) => noun !== 'accounts')],
  apps: ['oauth', 'operations', ...NOUNS],
  keys: ['oauth', 'operations', ...NOUNS, 'apps'],
  apis: ['oauth', 'operations', ...NOUNS, 'apps', 'keys'],
  pages: ['oauth', 'operations', ...NOUNS],
  auth: BELOW_AUTH,
  consumer: [...BELOW_AUTH, 'auth', 'pages'],
  gate: [...BELOW_AUTH, 'auth'],
  sample: ['operations', 'oauth', 'settings', 'accounts'],
  system: [...BELOW_AUTH, 'auth', 'gate'],
  portal: [...BELOW_AUTH, 'auth', 'pages'],
  http: [...BELOW_AUTH, 'auth', 'gate', 'portal', ''],
  // The command line stands beside main.ts and starts the same application.
  cli: [...BELOW_AUTH, 'auth', 'gate', 'system', ''],
};

/** The files above all modules. */
const TOP = [
  'app.module.ts',
  'app.setup.ts',
  'boot.ts',
  'entities.ts',
  'logger.ts',
  'main.ts',
  'serve.ts',
  'start-faults.ts',
  'state-checks.ts',
];

/** What breaks a rule below, with the reason. */
const EXCEPTIONS: string[] = [];

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
    if (path === join('portal', 'web')) return []; // the browser's own program
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
/** The folder in `src`, or `packages`, which stands beside it. */
const moduleOf = (path: string) => {
  if (path.startsWith('../packages/')) return 'packages';
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
};
const without = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** The project's own files that a file imports, relative to `src`. */
function ownImports({ path, imports }: Source): string[] {
  return imports
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(path, '..', name)).replace(/\.js$/, '.ts'));
}

/** The names that a file imports as values from others of ours, with where they come from. */
function valueImports({ path, text }: Source): { name: string; target: string }[] {
  return [...text.matchAll(/^import (?!type)\{([^}]*)\} from '(\.[^']+)'/gm)].flatMap(
    ([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name && !name.startsWith('type '))
        .map((name) => ({
          name: name.split(' as ')[0] ?? '',
          target: normalize(join(path, '..', from)).replace(/\.js$/, '.ts'),
        })),
  );
}

/** Those from which a way leads back to themselves. */
function inCircles(edges: Map<string, Set<string>>): string[] {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(edges.get(from) ?? [])].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return [...edges.keys()].filter((each) => reaches(each, each));
}

const notExcepted = (broken: string[]) => broken.filter((each) => !EXCEPTIONS.includes(each));

describe('the floor plan', () => {
  it('has every entry of src on the map', () => {
    const entries = readdirSync(SRC);
    const known = [...Object.keys(PLAN), ...TOP];
    expect(entries.filter((entry) => !known.includes(entry))).toEqual([]);
    expect(known.filter((entry) => !entries.includes(entry))).toEqual([]);
    const map = readFileSync(join(__dirname, '../../docs/architecture.md'), 'utf8');
    const unmapped = entries.filter((entry) => !map.includes(entry.replace(/\.ts$/, '')));
    expect(unmapped).toEqual([]);
  });

  it('has at the top what a NestJS developer and their tools look for', () => {
    const top = ['package.json', 'tsconfig.json', 'nest-cli.json', 'ormconfig.ts', 'README.md'];
    const there = readdirSync(join(SRC, '..'));
    expect([...top, 'src', 'test'].filter((name) => !there.includes(name))).toEqual([]);
  });

  it('holds: no module imports one that it may not know', () => {
    const looks = sources
      .filter(({ path }) => moduleOf(path))
      .flatMap((source) => ownImports(source).map((target) => ({ from: source.path, to: target })))
      .filter(({ from, to }) => {
        const [own, other] = [moduleOf(from), moduleOf(to)];
        if (own === 'oauth') return other !== 'oauth' && to !== 'common/identifiers.ts';
        return own !== other && ![...COMMON, ...(PLAN[own] ?? [])].includes(other);
      });
    expect(looks).toEqual([]);
  });

  it('has no circles, neither between modules nor between files', () => {
    const modules = new Map<string, Set<string>>();
    const files = new Map<string, Set<string>>();
    for (const source of sources)
      for (const target of ownImports(source)) {
        files.set(source.path, (files.get(source.path) ?? new Set()).add(target));
        const [from, to] = [moduleOf(source.path), moduleOf(target)];
        if (from && to && from !== to) modules.set(from, (modules.get(from) ?? new Set()).add(to));
      }
    expect(inCircles(modules)).toEqual([]);
    expect(inCircles(files)).toEqual([]);
  });

  it('touches rows in their own module: an entity is imported as a value nowhere else', () => {
    const strangers = sources
      .filter(({ path }) => moduleOf(path))
      .flatMap((source) => valueImports(source).map((each) => ({ ...each, path: source.path })))
      .filter(({ target }) => target.endsWith('.entity.ts'))
      .filter(({ path, target }) => moduleOf(path) !== moduleOf(target))
      .map(({ path, name }) => `${path}: ${name}`);
    expect(notExcepted(strangers)).toEqual([]);
  });

  it('has each class name once, and a service in each *.service.ts', () => {
    const classes = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name = '']) => ({
        path,
        name,
      })),
    );
    const names = classes.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    const services = classes
      .filter(({ path, name }) => path.endsWith('.service.ts') !== name.endsWith('Service'))
      .map(({ path, name }) => `${path}: ${name}`);
    expect(notExcepted(services)).toEqual([]);
  });

  it('keeps the protocol pure: it imports node:, itself and identifiers, which are pure too', () => {
    const foreign = sources
      .filter(({ path }) => moduleOf(path) === 'oauth' || path === 'common/identifiers.ts')
      .flatMap(({ path, imports }) => imports.map((name) => `${path}: ${name}`))
      .filter((line) => !/: (node:|\.)/.test(line));
    expect(foreign).toEqual([]);
  });

  it('takes rules from the guard package that bring nothing but Nest, and gives it no code', () => {
    const inside = read(join(PACKAGE, 'src'));
    const outward = inside.flatMap((source) =>
      ownImports(source).filter((target) => !target.startsWith('../packages/nestjs/src/')),
    );
    expect(outward).toEqual([]);
    const used = new Set(
      sources.flatMap(ownImports).filter((target) => target.startsWith('../packages/')),
    );
    expect(used.size).toBeGreaterThan(0);
    for (const path of used)
      for (const target of inside.filter((source) => source.path === path).flatMap(ownImports))
        used.add(target);
    const libraries = inside
      .filter(({ path }) => used.has(path))
      .flatMap(({ path, imports }) => imports.map((name) => `${path}: ${name}`))
      .filter((line) => !/: (@nestjs\/|\.)/.test(line));
    expect(libraries).toEqual([]);
  });

  it('has no barrels, no utils and no helpers', () => {
    const names = sources.map(({ path }) => path);
    expect(names.filter((path) => /\b(utils?|helpers?|misc|shared)\b/.test(path))).toEqual([]);
    const barrels = sources.filter(({ text }) => /^export (\*|\{[^}]*\}) from/m.test(text));
    // The decorators of the guard package, beside those that only the server has.
    expect(barrels.map(({ path }) => path)).toEqual(['operations/decorators.ts']);
  });

  it('reads the environment in config alone', () => {
    const readers = sources.filter(({ text }) => without(text).includes('process.env'));
    const outside = readers.map(({ path }) => path).filter((path) => moduleOf(path) !== 'config');
    // The two programs hand the environment to config and look at nothing in it.
    const handOver = outside.filter((path) => {
      const { text = '' } = sources.find((source) => source.path === path) ?? {};
      return without(text)
        .replaceAll(/readConfig\(process\.env\)/g, '')
        .includes('process.env');
    });
    expect(handOver).toEqual([]);
  });

  it('signs tokens in oauth/tokens/issue.ts alone, and what the gate tells an API beside it', () => {
    const signers = sources.filter(({ text }) => /\bsigner\.sign\(/.test(without(text)));
    expect(signers.map(({ path }) => path).sort()).toEqual([
      'oauth/tokens/assertion.ts',
      'oauth/tokens/issue.ts',
    ]);
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
