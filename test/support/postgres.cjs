const { execFileSync } = require('node:child_process');
const { existsSync, mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { delimiter, join } = require('node:path');

/** Where a PostgreSQL server for the tests comes from: a given URL, or programs to start one with. */
function findPostgres() {
  if (process.env.TEST_POSTGRES_URL) return { url: process.env.TEST_POSTGRES_URL };
  const debian = '/usr/lib/postgresql';
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...(existsSync(debian) ? readdirSync(debian).sort().reverse() : []).map((version) =>
      join(debian, version, 'bin'),
    ),
  ];
  const bin = folders.find((folder) => folder && existsSync(join(folder, 'initdb')));
  return bin && { bin };
}

/** PostgreSQL refuses to run as root, so root hands it to the package's own user. */
function asServerUser(program, ...args) {
  const isRoot = process.getuid?.() === 0;
  const [command, ...rest] = isRoot
    ? ['runuser', '-u', 'postgres', '--', program, ...args]
    : [program, ...args];
  // The server keeps whatever it inherits open, so nothing but "ignore" lets this call return.
  execFileSync(command, rest, { stdio: 'ignore', cwd: tmpdir() });
}

/** Starts a throw-away server that never waits for the disk. Answers its URL and how to end it. */
async function startPostgres() {
  const found = findPostgres();
  if (found.url) return { url: found.url, stop: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-postgres-'));
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  const port = await freePort();
  const settings = [
    `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=400`,
    '-c fsync=off -c synchronous_commit=off -c full_page_writes=off',
  ].join(' ');
  asServerUser(
    join(found.bin, 'initdb'),
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '--no-sync',
    '-E',
    'UTF8',
    '--no-locale',
  );
  const control = join(found.bin, 'pg_ctl');
  asServerUser(control, '-D', data, '-l', join(folder, 'log'), '-w', '-o', settings, 'start');
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      asServerUser(control, '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

module.exports = { findPostgres, startPostgres };
