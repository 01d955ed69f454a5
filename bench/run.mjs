import { join } from 'node:path';
import autocannon from 'autocannon';
import { build, ROOT } from '../scripts/build.mjs';
import { Server, temporaryFolder } from './server.mjs';
import { works } from './works.mjs';

// `npm run bench`: start, memory and requests per CPU-second on SQLite, beside a bare Fastify route.
// Rounds of all works alternate, so that a noisy machine is noisy for each of them. Linux only.
const ROUNDS = 3;
const SECONDS = 3;
const CONNECTIONS = 16;
const STARTS = 5;

const ADMIN = { username: 'admin', password: 'the password of the benchmark' };
const START = join(ROOT, 'scripts/start.mjs');
const environment = () => ({
  DATA_DIR: temporaryFolder(),
  DATABASE_URL: '',
  PUBLIC_URL: '',
  NODE_ENV: 'production',
  ADMIN_USERNAME: ADMIN.username,
  ADMIN_PASSWORD: ADMIN.password,
  RATE_LIMIT: 'off',
  LOG_LEVEL: 'error',
});

if (!(await build())) process.exit(1);
const env = environment();
const first = await Server.start(START, env);
await first.stop();
const { gatehouse, startMs, startCpuMs } = await startSeveralTimes();
await new Promise((resume) => setTimeout(resume, 1000));
const residentMb = gatehouse.residentMb();
const bare = await Server.start(join(ROOT, 'bench/bare.mjs'));

const results = new Map();
try {
  const all = await works(gatehouse, bare, ADMIN);
  for (const work of all) await measure(work, 1);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const work of all)
      results.set(work.name, [...(results.get(work.name) ?? []), await measure(work, SECONDS)]);
} finally {
  await Promise.all([gatehouse.stop(), bare.stop()]);
}
print();

async function startSeveralTimes() {
  const starts = [];
  for (;;) {
    const server = await Server.start(START, env);
    starts.push(server);
    if (starts.length === STARTS)
      return {
        gatehouse: server,
        startMs: median(starts.map((start) => start.startMs)),
        startCpuMs: median(starts.map((start) => start.startCpuMs)),
      };
    await server.stop();
  }
}

async function measure({ name, server, prepare, options }, duration) {
  await prepare?.();
  const cpuBefore = server.cpuSeconds();
  const result = await autocannon({ connections: CONNECTIONS, duration, ...options });
  const cpu = server.cpuSeconds() - cpuBefore;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} refusals and ${result.errors} errors`);
  return {
    perSecond: result.requests.total / result.duration,
    perCpu: result.requests.total / cpu,
  };
}

function print() {
  const [bareResult] = results.values();
  const lines = [...results].map(([name, rounds]) => {
    const ratios = rounds.map((round, i) => round.perCpu / bareResult[i].perCpu);
    const figures = [
      whole(median(rounds.map((round) => round.perSecond))),
      whole(median(rounds.map((round) => round.perCpu))),
      `${(median(ratios) * 100).toFixed(1)} %`,
    ];
    return `| ${name.padEnd(33)} | ${figures.map((figure) => figure.padStart(14)).join(' | ')} |`;
  });
  const report = [
    `Node ${process.versions.node}, SQLite (synchronous=FULL), ${CONNECTIONS} connections, medians of ${ROUNDS} rounds of ${SECONDS} s`,
    '',
    `First start, with migration: ${whole(first.startMs)} ms. Later starts: ${whole(startMs)} ms until ready, ${whole(startCpuMs)} ms of CPU. Memory after start: ${whole(residentMb)} MB.`,
    '',
    `| ${'work'.padEnd(33)} |     per second | per CPU-second |  of bare route |`,
    `| ${'-'.repeat(33)} | -------------: | -------------: | -------------: |`,
    ...lines,
  ];
  process.stdout.write(`${report.join('\n')}\n`);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function whole(number) {
  return Math.round(number).toLocaleString('en');
}
