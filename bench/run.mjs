import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { measureStarts, measureWorks } from './compare.mjs';
import { measureGate } from './gate.mjs';
import { measureProfile } from './profile.mjs';
import {
  figuresTables,
  gateTables,
  growthTables,
  MOST_NOISE,
  profileTable,
  ratiosTable,
  writePages,
} from './report.mjs';
import { circumstances, comparison, saveResults } from './results.mjs';
import { measureGrowth } from './scale.mjs';
import { leaveTheServersCore } from './server.mjs';
import { gatehouse, newGatehouse, peers } from './targets.mjs';
import { WORKS } from './works.mjs';

const USAGE = `npm run bench -- [options]

Gatehouse and its peers in one run: requests per CPU-second, ratios, start and memory. Writes
bench/results.json and the tables of README.md and docs/performance.md. Linux alone.

  --quick             under a minute; writes nothing
  --scale             how works and the administration's pages change as the database grows
  --rows <n>          with --scale: apps, grants and audit entries in the database (1000000)
  --gate              decisions beside the guard, what nginx waits for them, and memory with 200 APIs of 200 operations;
                      needs nginx
  --profile           where the time of one request of Gatehouse goes, by folder and package
  --start             the start and the memory then alone; writes nothing
  --servers <a,b>     only these, of: gatehouse, node-oauth, oidc-jwt, oidc-opaque, nest-signed, nest, fastify; writes nothing
  --works <a,b>       only these, of: ${Object.keys(WORKS).join(', ')}; writes nothing
  --rounds, --seconds, --retries, --connections, --tokens <n>
  --synchronous <s>   SQLite's durability for the peers: NORMAL, which is faster, or FULL
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    quick: { type: 'boolean' },
    scale: { type: 'boolean' },
    gate: { type: 'boolean' },
    profile: { type: 'boolean' },
    start: { type: 'boolean' },
    rows: { type: 'string', default: '1000000' },
    servers: { type: 'string' },
    works: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    retries: { type: 'string' },
    connections: { type: 'string' },
    tokens: { type: 'string' },
    synchronous: { type: 'string' },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

/** `noise` in cores: above it a sample is taken again, so many times at most. */
const USUAL = {
  rounds: 5,
  starts: 5,
  seconds: 2,
  warmUp: 2,
  tokens: 10_000,
  noise: MOST_NOISE,
  retries: 2,
};
const QUICK = {
  rounds: 1,
  starts: 1,
  seconds: 0.4,
  warmUp: 0.2,
  tokens: 1_000,
  noise: 1,
  retries: 0,
};
const given = ['rounds', 'seconds', 'retries', 'connections', 'tokens'].filter(
  (name) => values[name],
);
const options = {
  connections: 16,
  ...(values.quick ? QUICK : USUAL),
  synchronous: values.synchronous ?? 'NORMAL',
  ...Object.fromEntries(given.map((name) => [name, Number(values[name])])),
};
const works = values.start ? [] : (values.works?.split(',') ?? Object.keys(WORKS));
const unknown = works.filter((work) => !(work in WORKS));
if (unknown.length > 0) throw new Error(`There is no work ${unknown.join(', ')}.`);
const isPartial = values.quick || values.start || values.servers || values.works;

if (!(await build())) process.exit(1);
leaveTheServersCore();
if (values.scale) await growth();
else if (values.gate) await gate();
else if (values.profile) await profile();
else await compare();

async function compare() {
  const wanted = (name) => values.servers?.split(',').includes(name) ?? true;
  const own = wanted('gatehouse') ? [gatehouse(await newGatehouse())] : [];
  const others = peers(options.synchronous).filter(({ name }) => wanted(name));
  const targets = [...own, ...others];
  const starts = await measureStarts(targets, options.starts);
  const samples = values.start ? {} : await measureWorks(targets, works, options);
  const result = { ...circumstances(options), ...comparison(targets, samples, starts) };
  keep({ comparison: result });
  print(figuresTables({ comparison: result }));
  if (own.length > 0) print(ratiosTable({ comparison: result }));
}

async function growth() {
  const measured = await measureGrowth(Number(values.rows), options);
  const result = { ...circumstances(options), ...measured };
  keep({ growth: result });
  print(growthTables({ growth: result }));
}

async function gate() {
  const measured = await measureGate({ ...options, isQuick: values.quick });
  const result = { ...circumstances(options), ...measured };
  keep({ gate: result });
  print(gateTables({ gate: result }));
}

async function profile() {
  const once = { ...options, rounds: 1 };
  const measured = await measureProfile(works, once);
  const result = { ...circumstances(once), ...measured };
  keep({ profile: result });
  print(profileTable({ profile: result }));
}

function keep(part) {
  if (isPartial) return;
  saveResults(part);
  writePages();
}

function print(text) {
  process.stdout.write(`${text}\n\n`);
}
