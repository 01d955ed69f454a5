import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, '..');

/**
 * The two halves that are built separately. `sources` decide whether a half is stale; its marker in
 * `dist` carries the time at which its last good build began, and names the Node that it was made for.
 */
const HALVES = {
  server: {
    sources: ['src', 'packages/nestjs/src', 'scripts/bundle.mjs', 'ormconfig.ts', 'tsconfig.json'],
    without: join(ROOT, 'src/portal/web'),
    entry: 'ormconfig.ts',
    result: 'dist/server/main.code',
    builder: 'rolldown',
    program: 'scripts/bundle.mjs',
    arguments: [],
  },
  portal: {
    sources: [
      'src/portal/web',
      'src/portal/pages.ts',
      'src/common/path-pattern.ts',
      // The portal shows the configurations of proxies.
      ...['nginx', 'caddy', 'haproxy', 'traefik', 'envoy'].map((proxy) => `examples/${proxy}`),
      'tsconfig.json',
    ],
    entry: 'src/portal/web/index.html',
    result: 'dist/portal/index.html',
    builder: 'vite',
    program: 'node_modules/vite/bin/vite.js',
    arguments: ['build', 'src/portal/web', '--logLevel', 'warn'],
  },
};

/**
 * Builds what is older than its sources, both halves at once. Where the sources or the builder are
 * missing (a production image) it takes what is built.
 * @param {('server' | 'portal')[]} names
 * @returns whether everything is built; the compiler's words are on stderr when it is not
 */
export async function build(names = ['server', 'portal']) {
  const stale = names.filter(isStale);
  if (stale.length === 0) return true;
  process.stderr.write(`Building the ${stale.join(' and the ')} …\n`);
  const results = await Promise.all(stale.map(buildHalf));
  return results.every(Boolean);
}

function isStale(name) {
  const half = HALVES[name];
  if (!existsSync(join(ROOT, half.entry)) || !existsSync(join(ROOT, 'node_modules', half.builder)))
    return false;
  if (!existsSync(join(ROOT, half.result)) || !existsSync(markerOf(name))) return true;
  const newest = Math.max(
    ...[...half.sources, 'package-lock.json'].map((source) =>
      newestChange(join(ROOT, source), half.without),
    ),
  );
  const marker = markerOf(name);
  return newest > statSync(marker).mtimeMs || readFileSync(marker, 'utf8') !== process.version;
}

/** A folder counts too: its time tells that a file was removed. */
function newestChange(path, without) {
  if (path === without) return 0;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name), without));
  return Math.max(stat.mtimeMs, ...inside);
}

async function buildHalf(name) {
  const half = HALVES[name];
  const began = new Date();
  const { code, output } = await run([join(ROOT, half.program), ...half.arguments]);
  if (code !== 0) {
    process.stderr.write(`The ${name} could not be built:\n${output}\n`);
    return false;
  }
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(markerOf(name), process.version);
  utimesSync(markerOf(name), began, began);
  return true;
}

function run(args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  return new Promise((done) => {
    child.on('close', (code) => done({ code, output }));
  });
}

function markerOf(name) {
  return join(ROOT, 'dist', `.${name}-built`);
}

if (process.argv[1] === import.meta.filename) process.exitCode = (await build()) ? 0 : 1;
