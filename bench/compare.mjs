import { load } from './load.mjs';
import { machineCpuSeconds, ownCpuSeconds, Server } from './server.mjs';
import { accessTokens, clientCredentials, WORKS } from './works.mjs';

const IDLE_BEFORE_MEMORY_MS = 300;

/**
 * Starts every server several times, in an order that changes.
 * @returns for each server the time to its first token, and its memory then, of every round
 */
export async function measureStarts(targets, rounds) {
  const starts = Object.fromEntries(targets.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const target of shuffled(targets)) {
      const server = await Server.start(target, clientCredentials(target));
      await new Promise((resume) => setTimeout(resume, IDLE_BEFORE_MEMORY_MS));
      const start = {
        ms: server.startMs,
        cpuMs: server.cpuSeconds() * 1000,
        mb: server.memoryMb(),
      };
      await server.stop();
      starts[target.name].push(start);
    }
  return starts;
}

/**
 * Measures every work on every server that offers it. The works alternate within a round, and each
 * round has the servers in another order, so that a noisy machine is noisy for all of them.
 * @returns by work and server the samples, one of each round
 */
export async function measureWorks(targets, workNames, options) {
  const servers = [];
  try {
    for (const target of targets) {
      const server = await Server.start(target, clientCredentials(target));
      server.tokens = await accessTokens(server, options.tokens);
      server.plans = new Map();
      servers.push(server);
    }
    const offering = (work) => servers.filter(({ target }) => target.works.includes(work));
    const samples = Object.fromEntries(
      workNames.map((work) => [
        work,
        Object.fromEntries(offering(work).map(({ target }) => [target.name, []])),
      ]),
    );
    for (let round = -1; round < options.rounds; round += 1)
      for (const work of workNames)
        for (const server of shuffled(offering(work))) {
          const seconds = round < 0 ? options.warmUp : options.seconds;
          const sample = () => sampleOf(server, work, { ...options, seconds });
          if (round < 0) await sample();
          else samples[work][server.target.name].push(await calmest(sample, options));
        }
    return samples;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Takes a sample again when something else used the machine meanwhile, and keeps the calmest. */
export async function calmest(sample, { noise, retries }) {
  let best = await sample();
  for (let again = 0; best.noise > noise && again < retries; again += 1) {
    const next = await sample();
    if (next.noise < best.noise) best = next;
  }
  return best;
}

async function sampleOf(server, work, { connections, seconds }) {
  try {
    if (!server.plans.has(work)) server.plans.set(work, await WORKS[work].plan(server, server));
    const before = cpuNow(server);
    const result = await load(server, server.plans.get(work), { connections, seconds });
    const used = cpuNow(server).map((now, i) => now - before[i]);
    const [cpu, own, machine] = used;
    return {
      perCpuSecond: result.count / cpu,
      perSecond: result.count / result.seconds,
      p50Ms: result.p50Ms,
      p99Ms: result.p99Ms,
      noise: Math.max(0, (machine - cpu - own) / result.seconds),
    };
  } catch (error) {
    throw new Error(`${WORKS[work].title} on ${server.target.title}`, { cause: error });
  }
}

function cpuNow(server) {
  return [server.cpuSeconds(), ownCpuSeconds(), machineCpuSeconds()];
}

/** In another order each time. */
export function shuffled(list) {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
