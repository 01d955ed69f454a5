import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/build.mjs';

const FILE = join(ROOT, 'bench/results.json');

/** What was measured last. */
export function readResults() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
}

/** Keeps a part of the results; the other parts stay. */
export function saveResults(part) {
  writeFileSync(FILE, `${JSON.stringify({ ...readResults(), ...part }, null, 2)}\n`);
}

/** Where and when something was measured, with what. */
export function circumstances(options) {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', 'src') ? '+' : ''),
    node: process.versions.node,
    machine: {
      cpu: cpus()[0].model.trim(),
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${release()}`,
    },
    options,
  };
}

/** Figures and ratios of a comparison out of its samples. */
export function comparison(targets, samples, starts) {
  return {
    servers: Object.fromEntries(
      targets.map(({ name, title, software }) => [name, { title, software }]),
    ),
    works: mapValues(samples, (byServer) =>
      mapValues(byServer, (rounds) => ({
        ...mapValues(rounds[0], (_, key) => figure(median(rounds.map((round) => round[key])))),
        ...(byServer.gatehouse && { ratio: ratio(byServer.gatehouse, rounds, 'perCpuSecond') }),
        rounds: rounds.map(({ perCpuSecond }) => figure(perCpuSecond)),
      })),
    ),
    starts: mapValues(starts, (rounds) => ({
      ...mapValues(rounds[0], (_, key) => figure(median(rounds.map((round) => round[key])))),
      ...(starts.gatehouse && {
        ratioMs: ratio(starts.gatehouse, rounds, 'ms'),
        ratioMb: ratio(starts.gatehouse, rounds, 'mb'),
      }),
    })),
    noise: noiseOf(Object.values(samples).flatMap((byServer) => Object.values(byServer).flat())),
  };
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Three digits that count, and whole numbers from a hundred on. */
export function figure(number) {
  return Math.abs(number) >= 100 ? Math.round(number) : Number(number.toPrecision(3));
}

/** Maps the values of an object. */
export function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}

/** One server by another: the median of the rounds' ratios, and the lowest and highest. */
export function ratio(one, other, key) {
  return spread(other.map((round, i) => one[i][key] / round[key]));
}

/** The median of some numbers, and the lowest and highest. */
export function spread(numbers) {
  return {
    median: figure(median(numbers)),
    lowest: figure(Math.min(...numbers)),
    highest: figure(Math.max(...numbers)),
  };
}

/** How many cores other programs used during the samples, where there are any. */
export function noiseOf(samples) {
  if (samples.length === 0) return undefined;
  const noises = samples.map(({ noise }) => noise);
  return { median: figure(median(noises)), highest: figure(Math.max(...noises)) };
}

/** What git says; nothing outside a repository. */
function git(...args) {
  return spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout?.trim() ?? '';
}
