const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');
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

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

/**
 * What no database has a part in runs once: pages, foreign clients, the house about itself, and
 * what is decided before a row is read.
 */
const ON_SQLITE_ALONE = [
  '/test/portal/',
  '/test/clients/',
  '/test/examples/',
  '/test/attacks/(claims|floods|guessing|token-endpoint)',
  '/test/api/(names|validation)',
  '/test/protocol/(form_post|guard|head|introspect|mcp_hosts|metadata|openid)',
  '/test/protocol/(redirect_schemes|requested_scope|resource_indicators|strict_client)',
  '/test/protocol/client_metadata_document',
  '/test/failure/(redis|full-disk|start|mail)',
  '/test/contract/(?!schema)',
];

/** The suite on one database engine. */
const suiteOn = (engine) => ({
  displayName: engine,
  testPathIgnorePatterns: engine === 'postgres' ? ON_SQLITE_ALONE : [],
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  globals: { ENGINE: engine },
  globalSetup: `<rootDir>/test/support/setup-${engine}.cjs`,
  globalTeardown: `<rootDir>/test/support/teardown-${engine}.cjs`,
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.cjs'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@gatehouse/nestjs$': '<rootDir>/packages/nestjs-guard/src/index.ts',
  },
  transform: { '^.+\\.[cm]?[jt]sx?$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(?:${compiled})/)`, '\\.cjs$'],
});

const postgres = findPostgres();
if (!postgres && !process.env.JEST_WORKER_ID)
  console.log(
    'PostgreSQL is neither installed nor named by TEST_POSTGRES_URL: the tests run on SQLite only.',
  );

module.exports = {
  // Browsers, servers and databases work in processes of their own: half of a worker's time is waiting.
  maxWorkers: Math.max(4, availableParallelism() - 1),
  workerIdleMemoryLimit: '600MB',
  projects: [suiteOn('sqlite'), ...(postgres ? [suiteOn('postgres')] : [])],
};
