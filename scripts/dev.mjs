import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, watch } from 'node:fs';
import { createServer as createSocket } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from './build.mjs';
import { compile, OUTPUT, SOURCES } from './dev-compiler.mjs';

// `npm run dev`: the portal from Vite and the server behind it, both anew when their sources change.
// `npm run dev -- folder` keeps the data in another folder.
const require = createRequire(import.meta.url);
const WEB = join(ROOT, 'src/portal/web');
const MAIN = join(OUTPUT, 'src/main.js');
const DATA = resolve(process.argv[2] ?? join(ROOT, '.data/dev'));
/** Many files change at once when a branch is changed. */
const QUIET_MS = 50;
const GRACE_MS = 1_000;

const port = Number(process.env.PORT || 3000);
const serverPort = await freePort();
const env = {
  LOG_LEVEL: 'warn',
  ...process.env,
  NODE_ENV: 'development',
  PUBLIC_URL: `http://localhost:${port}`,
  PORT: String(serverPort),
  HOST: '127.0.0.1',
  // Whatever the shell names, development keeps to its own folder and sends nothing to anybody.
  DATA_DIR: DATA,
  DATABASE_URL: '',
  SECRET_KEY: '',
  SECRET_KEY_FILE: '',
  REDIS_URL: '',
  SMTP_URL: '',
};

/** The server's process, and when it answers or has ended. */
let server;
let ready = Promise.resolve();

await compile();
if (!existsSync(DATA)) await makeDemoData();
startServer();
process.once('exit', () => server.kill());
// The server starts while this is read.
const { createServer } = await import('vite');
const vite = await createServer({
  root: WEB,
  configFile: join(WEB, 'vite.config.mts'),
  cacheDir: join(ROOT, 'dist/vite'),
  logLevel: 'warn',
  server: {
    host: '127.0.0.1',
    port,
    strictPort: true,
    proxy: { '^/': { target: `http://127.0.0.1:${serverPort}`, bypass: ownPath } },
  },
});
await vite.listen().catch((error) => {
  process.stderr.write(`${error.message}; set PORT to another one.\n`);
  process.exit(1);
});
await ready;
printLogins();
for (const folder of SOURCES) watch(folder, { recursive: true }, onChange);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

/**
 * The path that Vite answers: a page of the portal, or a file of it. Everything else is the server's,
 * which may be on its way up.
 */
async function ownPath({ url, method }) {
  const [path] = url.split('?');
  if (/^\/(@|node_modules\/)/.test(path) || isFile(join(WEB, path))) return url;
  const { isPage } = require(join(OUTPUT, 'src/portal/pages.js'));
  if (['GET', 'HEAD'].includes(method) && isPage(path)) return '/index.html';
  await ready;
  return undefined;
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

let timer;
function onChange() {
  clearTimeout(timer);
  timer = setTimeout(() => void renew(), QUIET_MS);
}

/** One after the other, so that a file that changes meanwhile is not missed. */
let renewal = Promise.resolve();
function renew() {
  renewal = renewal.then(async () => {
    try {
      if (!(await compile())) return;
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
      return;
    }
    delete require.cache[join(OUTPUT, 'src/portal/pages.js')];
    const began = Date.now();
    ready = stopServer().then(startServer);
    await ready;
    if (server.exitCode === null)
      process.stdout.write(`The server is new after ${Date.now() - began} ms.\n`);
  });
}

/** Resolves when the server answers, or when it has ended because something is wrong. */
function startServer() {
  server = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  ready = answers(server);
  return ready;
}

async function answers(child) {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${serverPort}/system/health/ready`).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** An open connection must not hold up who waits for the next one. */
async function stopServer() {
  const child = server;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timeout = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timeout);
}

/** In a folder of its own until it is whole. */
async function makeDemoData() {
  const folder = `${DATA}.new`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(DATA), { recursive: true });
  process.stdout.write('Making the demo data, once …\n');
  const child = spawn(process.execPath, [MAIN, 'demo'], {
    env: { ...env, DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exit(1);
  renameSync(folder, DATA);
}

function printLogins() {
  const { DEMO_LOGINS, DEMO_PASSWORD } = require(join(OUTPUT, 'src/cli/demo/demo-logins.js'));
  const url = env.PUBLIC_URL;
  process.stdout.write(
    [
      '',
      `  Portal         ${url}`,
      `  API reference  ${url}/reference`,
      `  Data           ${DATA} (remove it to begin anew)`,
      '',
      `  Logins, all with the password ${DEMO_PASSWORD}:`,
      ...DEMO_LOGINS.map(({ username, about }) => `    ${username.padEnd(6)} ${about}`),
      '',
      '',
    ].join('\n'),
  );
}

function freePort() {
  return new Promise((done, fail) => {
    const socket = createSocket();
    socket.once('error', fail);
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });
}
