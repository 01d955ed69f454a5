import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../scripts/build.mjs';
import { load } from './load.mjs';
import { figure, mapValues } from './results.mjs';
import { Server, temporaryFolder } from './server.mjs';
import { gatehouse, newGatehouse } from './targets.mjs';
import { accessTokens, clientCredentials, WORKS } from './works.mjs';

const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));
/** Time in which the process does nothing. */
const IDLE = '(idle)';
const OTHER_THREADS = 'other threads: SQLite, the system, garbage collection, compiler';

/**
 * Samples where Gatehouse spends its time.
 * @returns by work the microseconds of one request, by package of a dependency or folder of ours
 */
export async function measureProfile(workNames, { connections, warmUp, seconds, tokens }) {
  const file = join(temporaryFolder(), 'profile.json');
  const target = gatehouse(await newGatehouse());
  const server = await Server.start(
    {
      ...target,
      environment: {
        ...target.environment,
        NODE_OPTIONS: `--require ${join(ROOT, 'bench/profiler.cjs')}`,
        BENCH_PROFILE: file,
      },
    },
    clientCredentials(target),
  );
  try {
    const known = { tokens: await accessTokens(server, tokens) };
    const works = {};
    for (const work of workNames) {
      const plan = await WORKS[work].plan(server, known);
      await load(server, plan, { connections, seconds: warmUp });
      process.kill(server.child.pid, 'SIGUSR2');
      await pause(200);
      const before = [server.cpuSeconds(), server.mainThreadSeconds()];
      const { count } = await load(server, plan, { connections, seconds });
      const cpuUs = ((server.cpuSeconds() - before[0]) / count) * 1e6;
      const mainUs = ((server.mainThreadSeconds() - before[1]) / count) * 1e6;
      process.kill(server.child.pid, 'SIGUSR2');
      const byPlace = timeByPlace(await profileIn(file));
      const sampled = Object.values(byPlace).reduce((sum, us) => sum + us, 0);
      // Samples count the time that neighbours take too, so only their shares are used.
      works[work] = {
        ...mapValues(byPlace, (us) => figure((us / sampled) * mainUs)),
        [OTHER_THREADS]: figure(cpuUs - mainUs),
      };
    }
    return { works };
  } finally {
    await server.stop();
  }
}

async function profileIn(file) {
  while (!existsSync(file)) await pause(20);
  const profile = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return profile;
}

/** Microseconds by place: what a native function takes counts for its caller. */
function timeByPlace({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) for (const child of node.children ?? []) byId.get(child).parent = node;
  const times = {};
  samples.forEach((id, i) => {
    const place = placeOf(byId.get(id));
    if (place !== IDLE) times[place] = (times[place] ?? 0) + timeDeltas[i];
  });
  return times;
}

function placeOf(node) {
  const { url, functionName, lineNumber } = node.callFrame;
  if (functionName.startsWith('(') && functionName !== '(anonymous)') return functionName;
  if (url === '') return node.parent ? placeOf(node.parent) : '(program)';
  if (url.startsWith('node:')) return moduleOfNode(url);
  const path = originalPath(url, lineNumber);
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (dependency) return dependency;
  const folder = /(?:^|\/)(src\/[^/]+|packages\/[^/]+)\//.exec(path)?.[1];
  return folder ?? 'src';
}

/** What Node itself does, by its subject. */
function moduleOfNode(url) {
  if (/_http|incoming|outgoing/.test(url)) return 'node: HTTP';
  if (/net|stream/.test(url)) return 'node: sockets and streams';
  if (/crypto/.test(url)) return 'node: crypto';
  if (/task_queues|timers|async_hooks|async_context/.test(url)) return 'node: promises and timers';
  return 'node: other';
}

const MAIN = join(ROOT, 'dist/server/main.js');
let places;

/** Where the code stood before it was built. */
function originalPath(url, line) {
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  if (file !== MAIN) return relative(ROOT, file);
  places ??= JSON.parse(readFileSync(join(ROOT, 'dist/server/places.json'), 'utf8'));
  return places.sources[places.lines[line * 2]] ?? relative(ROOT, file);
}
