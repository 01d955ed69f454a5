import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/build.mjs';
import { calmest, measureWorks, shuffled } from './compare.mjs';
import { load } from './load.mjs';
import { figure, mapValues, median, noiseOf, ratio, spread } from './results.mjs';
import { machineCpuSeconds, ownCpuSeconds, Server, temporaryFolder } from './server.mjs';
import { addApis, gatehouse, newGatehouse } from './targets.mjs';
import { accessTokens, bearer, clientCredentials, decision, inTurn } from './works.mjs';

const CONFIGURATION = join(ROOT, 'examples/nginx/nginx.conf');
const API = `require('node:http').createServer((_, answer) => answer.end('{}')).listen(process.env.PORT, '127.0.0.1')`;
const READY = { path: '/system/health/ready' };
const PATH = '/books/42';
const MOST_TOKENS = 2_000;
/** `rate` is in requests per second: one core has nginx, Gatehouse and the API, and is not to be full. */
const USUAL = {
  catalogue: { apis: 200, operations: 200 },
  latency: { rate: 500, rounds: 5, seconds: 4, warmUp: 1 },
  decisions: { first: 100_000, more: 400_000 },
};
const QUICK = {
  catalogue: { apis: 5, operations: 20 },
  latency: { rate: 500, rounds: 1, seconds: 1, warmUp: 0.5 },
  decisions: { first: 2_000, more: 10_000 },
};

/** What a decision costs beside the guard, what a request through nginx waits for it, and the memory of a large catalogue. */
export async function measureGate(options) {
  const { catalogue, latency, decisions } = options.isQuick ? QUICK : USUAL;
  const own = await newGatehouse();
  const samples = await measureWorks([gatehouse(own)], ['guarded', 'decision'], options);
  const [guarded, decided] = ['guarded', 'decision'].map((work) => samples[work].gatehouse);
  const waited = await measureLatency(own, { ...options, ...latency });
  return {
    works: mapValues(samples, ({ gatehouse: rounds }) =>
      figure(median(rounds.map(({ perCpuSecond }) => perCpuSecond))),
    ),
    ratio: ratio(decided, guarded, 'perCpuSecond'),
    latency: { ...latency, ...difference(waited) },
    memory: {
      ...catalogue,
      decisions,
      ...(await measureMemory(own, catalogue, decisions, options)),
    },
    noise: noiseOf([...guarded, ...decided, ...Object.values(waited).flat()]),
  };
}

/** Samples of nginx with the shipped configuration, and of nginx with that file without its question. */
async function measureLatency(own, options) {
  const servers = [];
  const start = async (target, until) => {
    const server = await Server.start(target, until);
    servers.push(server);
    return server;
  };
  try {
    const target = gatehouse(own);
    const decider = await start(target, clientCredentials(target));
    const tokens = await accessTokens(decider, Math.min(options.tokens, MOST_TOKENS));
    const requests = tokens.map((token) => ({ path: PATH, headers: bearer(token) }));
    const command = [process.execPath, '-e', API];
    const api = await start({ title: 'The API', command }, { path: PATH });
    const places = { gatehouse: decider.port, api: api.port, gateKey: own.gateKey };
    const fronts = {
      without: await start(
        nginx(places, (text) => withoutQuestion(text)),
        requests[0],
      ),
      with: await start(nginx(places), requests[0]),
    };
    const plan = inTurn(requests);
    const sample = (name, seconds) =>
      pacedSample(servers, fronts[name], plan, { ...options, seconds });
    const samples = { without: [], with: [] };
    for (const name of Object.keys(fronts)) await sample(name, options.warmUp);
    for (let round = 0; round < options.rounds; round += 1)
      for (const name of shuffled(Object.keys(fronts)))
        samples[name].push(await calmest(() => sample(name, options.seconds), options));
    return samples;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function pacedSample(servers, front, plan, { connections, seconds, rate }) {
  const cpuNow = () => [
    servers.reduce((sum, server) => sum + server.cpuSeconds(), 0),
    ownCpuSeconds(),
    machineCpuSeconds(),
  ];
  const before = cpuNow();
  const {
    count,
    seconds: took,
    p50Ms,
    p99Ms,
  } = await load(front, plan, { connections, seconds, rate });
  const [cpu, own, machine] = cpuNow().map((now, i) => now - before[i]);
  const noise = Math.max(0, (machine - cpu - own) / took);
  return { p50Ms, p99Ms, cpuUs: (cpu * 1e6) / count, noise };
}

/** The medians with and without, and of the differences within the rounds the median, the lowest and the highest. */
function difference(samples) {
  const more = (key) =>
    spread(samples.with.map((of, round) => of[key] - samples.without[round][key]));
  const medians = (rounds) =>
    mapValues(rounds[0], (_, key) => figure(median(rounds.map((round) => round[key]))));
  return {
    ...mapValues(samples, medians),
    more: { p50Ms: more('p50Ms'), p99Ms: more('p99Ms'), cpuUs: more('cpuUs') },
  };
}

/** In MiB: with one small API, and with a large catalogue of which every operation is asked about in turn. */
async function measureMemory(own, catalogue, { first, more }, { connections }) {
  const decide = (server, questions, requests) =>
    load(server, inTurn(questions), { connections, requests });
  const small = await running(own, async (server) => {
    const [token] = await accessTokens(server, 1);
    await decide(server, [decision(server.target, token)], first);
    return server.memoryMb();
  });
  const large = await running(own, (server) => addApis(server, catalogue));
  return running(own, async (server) => {
    const questions = [];
    for (const { name, targets, client } of large.apis) {
      const paths = { ...server.target.paths, decision: `/gate/nginx/${name}` };
      const as = { ...server.target, client, paths, gateKey: large.gateKey };
      const [token] = await accessTokens({ port: server.port, target: as }, 1);
      questions.push(...targets.map((target) => decision(as, token, target)));
    }
    const startedMb = server.memoryMb();
    await decide(server, questions, first);
    const askedMb = server.memoryMb();
    await decide(server, questions, more);
    const lastMb = server.memoryMb();
    return mapValues(
      { importMs: large.importMs, smallMb: small, startedMb, askedMb, lastMb },
      figure,
    );
  });
}

/** Does something with Gatehouse on this folder. */
async function running(own, work) {
  const server = await Server.start(gatehouse(own), READY);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** nginx with the configuration of `examples/`, at these ports. */
function nginx({ gatehouse: port, api, gateKey }, edit = (text) => text) {
  const folder = temporaryFolder();
  const file = join(folder, 'nginx.conf');
  const text = readFileSync(CONFIGURATION, 'utf8')
    .replace('http {', `http {\n  access_log off;\n${temporaryPaths(folder)}`)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${api}`)
    .replaceAll('gate_gte_…', gateKey)
    .replaceAll('/payments', '/bench');
  return {
    title: 'nginx',
    command: (own) => {
      writeFileSync(file, edit(text).replace('listen 8000', `listen 127.0.0.1:${own}`));
      const globals = `daemon off; pid ${join(folder, 'pid')}; worker_processes 1;`;
      return ['nginx', '-c', file, '-e', 'stderr', '-g', globals];
    },
    environment: { PATH: `${process.env.PATH}:/usr/sbin` },
  };
}

function temporaryPaths(folder) {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `  ${kind}_temp_path ${join(folder, kind)};\n`)
    .join('');
}

function withoutQuestion(text) {
  const open = text.replace('auth_request /gatehouse-question;', '');
  return open.replace('proxy_pass http://$gate_upstream', 'proxy_pass http://api');
}
