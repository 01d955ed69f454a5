import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { measureWorks } from './compare.mjs';
import { fill, rowsFor } from './fill.mjs';
import { load } from './load.mjs';
import { figure, mapValues, median, noiseOf, ratio } from './results.mjs';
import { Server, temporaryFolder } from './server.mjs';
import { adminToken, gatehouse, newGatehouse } from './targets.mjs';
import { always, clientCredentials, inTurn, WORKS } from './works.mjs';

const PAGE = 16;
const PAGE_MS = 500;
const REPEATS = { fewest: 5, most: 100 };
const BESIDE_SECONDS = 3;

/**
 * Measures every work on an empty and on a full database of Gatehouse, and the pages of the
 * administration on the full one.
 * @param apps how many apps there are; `rowsFor` tells the rest
 */
export async function measureGrowth(apps, options) {
  const rows = rowsFor(apps);
  const empty = await newGatehouse();
  const full = { ...empty, dataFolder: temporaryFolder() };
  cpSync(empty.dataFolder, full.dataFolder, { recursive: true });
  await fill(join(full.dataFolder, 'gatehouse.sqlite'), rows);
  const targets = [
    { ...gatehouse(empty), name: 'empty' },
    { ...gatehouse(full), name: 'full' },
  ];
  const samples = await measureWorks(targets, Object.keys(WORKS), options);
  const perCpuSecond = (rounds) => figure(median(rounds.map((round) => round.perCpuSecond)));
  return {
    rows,
    works: mapValues(samples, (of) => ({
      empty: perCpuSecond(of.empty),
      full: perCpuSecond(of.full),
      ratio: ratio(of.full, of.empty, 'perCpuSecond'),
    })),
    ...(await measurePages(gatehouse(full), rows)),
    noise: noiseOf(Object.values(samples).flatMap((of) => Object.values(of).flat())),
  };
}

async function measurePages(target, rows) {
  const server = await Server.start(target, clientCredentials(target));
  try {
    const headers = { authorization: `Bearer ${await adminToken(server)}` };
    const requests = pages(rows).map((path) => ({ path, headers }));
    const measured = {};
    for (const request of requests) measured[request.path] = await measurePage(server, request);
    return { pages: measured, beside: await measureBeside(server, requests) };
  } finally {
    await server.stop();
  }
}

/** The first request has found nothing in memory; the others are repeated for half a second. */
async function measurePage(server, request) {
  const plan = always(request);
  const { p50Ms: firstMs } = await load(server, plan, { connections: 1, requests: 1 });
  const repeats = Math.ceil(PAGE_MS / firstMs);
  const requests = Math.min(REPEATS.most, Math.max(REPEATS.fewest, repeats));
  const before = server.cpuSeconds();
  const { p50Ms } = await load(server, plan, { connections: 1, requests });
  const cpuMs = ((server.cpuSeconds() - before) * 1000) / requests;
  return { firstMs: figure(firstMs), ms: figure(p50Ms), cpuMs: figure(cpuMs) };
}

/** How long a token request takes while somebody reads one page after the other. */
async function measureBeside(server, requests) {
  const tokens = always(clientCredentials(server.target));
  const options = { connections: 1, seconds: BESIDE_SECONDS };
  const alone = await load(server, tokens, options);
  const [busy] = await Promise.all([
    load(server, tokens, options),
    load(server, inTurn(requests), options),
  ]);
  return {
    aloneMs: figure(alone.p50Ms),
    aloneP99Ms: figure(alone.p99Ms),
    busyMs: figure(busy.p50Ms),
    busyP99Ms: figure(busy.p99Ms),
  };
}

function pages(rows) {
  const last = (count) => `startIndex=${count - PAGE}`;
  return [
    '/backend/user',
    `/backend/user?${last(rows.users)}`,
    '/backend/user?status=disabled',
    `/backend/user?search=person-${rows.users}`,
    '/backend/user?search=nothing-like-this',
    '/backend/app',
    `/backend/app?${last(rows.apps / 2)}`,
    `/backend/app?${last(rows.apps)}`,
    '/backend/app?status=pending',
    `/backend/app?status=pending&${last(rows.apps / 20)}`,
    `/backend/app?search=Program%20${rows.apps}`,
    '/backend/app?search=Program%2012',
    '/backend/app?search=nothing-like-this',
    '/backend/token',
    `/backend/token?${last(rows.grants * 0.45)}`,
    `/backend/token?${last(rows.grants * 0.9)}`,
    '/backend/token?search=client_credentials',
    `/backend/token?search=person-${rows.users}`,
    '/backend/audit',
    `/backend/audit?${last(rows['audit entries'] / 2)}`,
    `/backend/audit?${last(rows['audit entries'])}`,
    '/backend/audit?event=backend.app.update',
    `/backend/audit?event=backend.app.update&${last(rows['audit entries'] / 4)}`,
    '/backend/audit?event=consumer',
    `/backend/audit?search=person-${rows.users}`,
    '/backend/audit?search=nothing-like-this',
    '/backend/account',
    '/backend/role',
    '/backend/statistic',
  ];
}
