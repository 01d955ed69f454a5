const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');
const swc = require('./scripts/swc.cjs');
const { findPostgres } = require('./test/support/postgres.cjs');

/** Jest on Node 20 cannot require ES modules: packages that hold nothing else are compiled by swc. */
function esmPackages(folder, scope = '') {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.')) return [];
    if (name.startsWith('@') && !scope) return esmPackages(join(folder, name), `${name}/`);
    const manifest = join(folder, name, 'package.json');
    const isEsm = existsSync(manifest) && /"type":\s*"module"/.test(readFileSync(manifest, 'utf8'));
    return isEsm ? [scope + name] : [];
  });
}

const compiled = esmPackages(join(__dirname, 'node_modules'))
  .map((name) => name.replaceAll('.', '\\.'))
  .join('|');

/** The specs below a folder. */
function specsIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : specsIn(path);
    return entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

/**
 * Whether a spec runs on this engine: on all of them, unless it begins with `@database sqlite`. No
 * database has a part in those: pages, foreign clients, the code about itself, and what is decided
 * before a row is read. Nor in what asks for rows through the ports of the protocol: both engines pass
 * their contract (`test/protocol/ports.spec.ts`).
 */
function runsOn(engine, spec) {
  const [, docblock = ''] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(spec, 'utf8')) ?? [];
  const [, only = engine] = /@database\s+(\w+)/.exec(docblock) ?? [];
  if (!ENGINES.includes(only)) throw new Error(`${spec}: there is no database "${only}".`);
  return only === engine;
}

const ENGINES = ['sqlite', 'postgres'];
const FOLDERS = ['test', 'packages'];
const specs = FOLDERS.flatMap((folder) => specsIn(join(__dirname, folder)));
const escaped = (path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The suite on one database engine. */
const suiteOn = (engine) => ({
  displayName: engine,
  testPathIgnorePatterns: specs
    .filter((spec) => !runsOn(engine, spec))
    .map((spec) => `^${escaped(spec)}$`),
  testEnvironment: 'node',
  roots: FOLDERS.map((folder) => `<rootDir>/${folder}`),
  testRegex: '\\.spec\\.ts$',
  globals: { ENGINE: engine },
  globalSetup: `<rootDir>/test/support/setup-${engine}.cjs`,
  globalTeardown: `<rootDir>/test/support/teardown-${engine}.cjs`,
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.cjs'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@gatehouse/nestjs$': '<rootDir>/packages/nestjs/src/index.ts',
  },
  resolver: '<rootDir>/test/support/resolver.cjs',
  // The first that fits is taken, and most of what is looked for is ours.
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json', 'node'],
  transform: { '^.+\\.[cm]?[jt]sx?$': ['@swc/jest', swc] },
  transformIgnorePatterns: ['/dist/packages/', `/node_modules/(?!(?:${compiled})/)`, '\\.cjs$'],
});

const postgres = findPostgres();
if (!postgres && !process.env.JEST_WORKER_ID)
  console.log(
    'PostgreSQL is neither installed nor named by TEST_POSTGRES_URL: the tests run on SQLite only.',
  );

module.exports = {
  // Browsers, servers and databases work in processes of their own: half of a worker's time is waiting.
  maxWorkers: Math.max(4, availableParallelism() - 1),
  workerIdleMemoryLimit: '900MB',
  projects: [suiteOn('sqlite'), ...(postgres ? [suiteOn('postgres')] : [])],
};
