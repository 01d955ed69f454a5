import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/build.mjs';
import { readResults } from './results.mjs';
import { WORKS } from './works.mjs';

// Tables out of bench/results.json, and the pages that hold them between two markers. By itself:
// `node bench/report.mjs` writes the pages, `node bench/report.mjs --check` tells which are stale.
const PAGES = {
  'README.md': { ratios: ratiosTable },
  'docs/performance.md': {
    figures: figuresTables,
    gate: gateTables,
    profile: profileTable,
    growth: growthTables,
  },
};

const SHOWN_PLACES = 24;
/** What a gate may cost: decisions by guarded requests, milliseconds of the 99th percentile, and growth. */
const LEAST_RATIO = 0.9;
const MOST_MORE_MS = 2;
const FLAT = 1.1;
/** In cores. */
export const MOST_NOISE = 0.12;

/** Where, when and with what it was measured, in one sentence. */
export function circumstancesLine({ date, commit, node, machine, options, noise }) {
  const { cpu, cores, memoryGb, system } = machine;
  const { rounds, seconds, connections } = options;
  const said = [
    `Measured on ${date} (commit ${commit}, Node ${node}) on ${cores} cores of ${cpu} with ${memoryGb} GB, ${system}:`,
    `${rounds === 1 ? '1 round' : `${rounds} rounds`} of ${seconds} s, ${connections} connections.`,
    noise &&
      `Other programs used ${noise.median} cores meanwhile (median; at most ${noise.highest}).`,
    noise?.median > MOST_NOISE &&
      'That is too much noise: these figures say no more than that the benchmark works.',
  ];
  return said.filter(Boolean).join('\n');
}

/** Gatehouse by each server: the table of README. */
export function ratiosTable({ comparison }) {
  if (!comparison) return 'Not measured yet.';
  const { servers, works, starts } = comparison;
  const others = Object.keys(servers).filter((name) => name !== 'gatehouse');
  const rows = Object.entries(works).map(([work, byServer]) => [
    WORKS[work].title,
    whole(byServer.gatehouse.perCpuSecond),
    ...others.map((name) => ratioText(byServer[name]?.ratio)),
  ]);
  const startRow = (title, value, ratio) => [
    title,
    whole(starts.gatehouse[value]),
    ...others.map((name) => ratioText(starts[name]?.[ratio])),
  ];
  return [
    circumstancesLine(comparison),
    '',
    table(
      ['work', 'Gatehouse', ...others.map((name) => servers[name].title)],
      [
        ...rows,
        startRow('start to first token, ms', 'ms', 'ratioMs'),
        startRow('memory then, MiB', 'mb', 'ratioMb'),
      ],
    ),
  ].join('\n');
}

/** What every server reached, one table for each work. */
export function figuresTables({ comparison }) {
  if (!comparison) return 'Not measured yet.';
  const { servers, works, starts } = comparison;
  const sections = Object.entries(works).map(([work, byServer]) => [
    `**${WORKS[work].title}**`,
    '',
    table(
      ['server', 'per CPU-second', 'µs of CPU', 'per second', 'p50 ms', 'p99 ms', 'noise'],
      Object.entries(byServer).map(([name, of]) => [
        servers[name].title,
        whole(of.perCpuSecond),
        String(Math.round(1e6 / of.perCpuSecond)),
        whole(of.perSecond),
        of.p50Ms.toFixed(2),
        of.p99Ms.toFixed(2),
        of.noise.toFixed(2),
      ]),
    ),
    '',
  ]);
  const startTable = table(
    ['server', 'start to first token, ms', 'ms of CPU', 'memory then, MiB'],
    Object.entries(starts).map(([name, { ms, cpuMs, mb }]) => [
      servers[name].title,
      ...[ms, cpuMs, mb].map(whole),
    ]),
  );
  const { synchronous } = comparison.options;
  const software = new Set(Object.values(servers).map((server) => server.software));
  return [
    circumstancesLine(comparison),
    `Compared were ${[...software].join(', ')}; SQLite has \`synchronous=FULL\` in Gatehouse and \`${synchronous}\` in the peers.`,
    '',
    ...sections.flat(),
    '**start**',
    '',
    startTable,
  ].join('\n');
}

/** What the gate costs, each figure with its bound. */
export function gateTables({ gate }) {
  if (!gate) return 'Not measured yet.';
  const { works, latency, memory } = gate;
  const { apis, operations, decisions } = memory;
  const side = (title, of) => [title, of.p50Ms.toFixed(2), of.p99Ms.toFixed(2), whole(of.cpuUs)];
  const mb = (title, value, bound = '') => [title, whole(value), bound];
  return [
    circumstancesLine(gate),
    '',
    table(
      ['per CPU-second', 'guarded request', 'decision of the gate', 'decision by guard', 'bound'],
      [
        [
          'many tokens',
          whole(works.guarded),
          whole(works.decision),
          ratioText(gate.ratio),
          `≥ ${LEAST_RATIO}`,
        ],
      ],
    ),
    '',
    `${whole(latency.rate)} requests a second through nginx, ${latency.rounds} rounds of ${latency.seconds} s in turn:`,
    '',
    table(
      ['one request', 'p50 ms', 'p99 ms', 'µs of CPU of all'],
      [
        side('without the gate', latency.without),
        side('with the gate', latency.with),
        [
          'more',
          ...['p50Ms', 'p99Ms'].map((key) => ratioText(latency.more[key])),
          whole(latency.more.cpuUs.median),
        ],
        ['bound', '', `≤ ${MOST_MORE_MS} more`, ''],
      ],
    ),
    '',
    table(
      ['memory of Gatehouse (PSS)', 'MiB', 'bound'],
      [
        mb(`one API of one operation, after ${whole(decisions.first)} decisions`, memory.smallMb),
        mb(
          `${whole(apis)} APIs of ${whole(operations)} operations, at the start`,
          memory.startedMb,
        ),
        mb(`each asked about in turn, after ${whole(decisions.first)} decisions`, memory.askedMb),
        mb(
          `after ${whole(decisions.more)} more`,
          memory.lastMb,
          `≤ ${whole(memory.askedMb * FLAT)}`,
        ),
      ],
    ),
  ].join('\n');
}

/** Where the microseconds of one request go: the greatest places, and the rest in one row. */
export function profileTable({ profile }) {
  if (!profile) return 'Not measured yet.';
  const works = Object.entries(profile.works);
  const greatest = (place) => Math.max(...works.map(([, byPlace]) => byPlace[place] ?? 0));
  const places = [...new Set(works.flatMap(([, byPlace]) => Object.keys(byPlace)))].toSorted(
    (a, b) => greatest(b) - greatest(a),
  );
  const sumOf = (byPlace, some) => some.reduce((sum, place) => sum + (byPlace[place] ?? 0), 0);
  const row = (title, some) => [
    title,
    ...works.map(([, byPlace]) => sumOf(byPlace, some).toFixed(1)),
  ];
  const shown = places.slice(0, SHOWN_PLACES);
  return [
    circumstancesLine(profile),
    '',
    table(
      ['µs of one request', ...works.map(([work]) => WORKS[work].title)],
      [
        ...shown.map((place) => row(place, [place])),
        row('everything else', places.slice(SHOWN_PLACES)),
        row('**all**', places),
      ],
    ),
  ].join('\n');
}

/** How works change as the database grows, and what the administration's pages take. */
export function growthTables({ growth }) {
  if (!growth) return 'Not measured yet.';
  const { beside } = growth;
  const rows = Object.entries(growth.rows).map(([name, count]) => `${whole(count)} ${name}`);
  return [
    `${circumstancesLine(growth)}`,
    `The full database has ${rows.join(', ')}.`,
    '',
    table(
      ['work', 'empty, per CPU-second', 'full, per CPU-second', 'full by empty'],
      Object.entries(growth.works).map(([work, { empty, full, ratio }]) => [
        WORKS[work].title,
        whole(empty),
        whole(full),
        ratioText(ratio),
      ]),
    ),
    '',
    table(
      ['page', 'ms of CPU', 'answered in ms', 'first answer'],
      Object.entries(growth.pages).map(([page, { cpuMs, ms, firstMs }]) => [
        `\`${page}\``,
        cpuMs.toFixed(1),
        ms.toFixed(1),
        firstMs.toFixed(1),
      ]),
    ),
    '',
    `A token request beside somebody who reads these pages was answered in ${beside.busyMs} ms (p99 ${beside.busyP99Ms}),`,
    `alone in ${beside.aloneMs} ms (p99 ${beside.aloneP99Ms}).`,
  ].join('\n');
}

/** A table as Prettier writes it, so that the formatter leaves the pages alone. */
function table(head, rows) {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((row) => row[i].length)));
  const line = (cells) =>
    `| ${cells.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`;
  const ruler = widths.map((width, i) => (i ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(head), line(ruler), ...rows.map(line)].join('\n');
}

function ratioText(ratio) {
  if (!ratio) return '–';
  const [median, lowest, highest] = [ratio.median, ratio.lowest, ratio.highest].map((number) =>
    number.toFixed(2),
  );
  return `${median} (${lowest}–${highest})`;
}

function whole(number) {
  return Math.round(number).toLocaleString('en');
}

/** A page with its tables made again. */
function pageWith(results, page) {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return Object.entries(PAGES[page]).reduce((whole, [name, makeTable]) => {
    const begin = `<!-- bench: ${name} -->\n`;
    const end = '<!-- bench: end -->';
    const from = whole.indexOf(begin) + begin.length;
    const to = whole.indexOf(end, from);
    if (from < begin.length || to < 0) throw new Error(`${page} has no markers for ${name}.`);
    return `${whole.slice(0, from)}\n${makeTable(results)}\n\n${whole.slice(to)}`;
  }, text);
}

/** The pages whose tables are not those of the results. */
export function stalePages() {
  const results = readResults();
  return Object.keys(PAGES).filter(
    (page) => pageWith(results, page) !== readFileSync(join(ROOT, page), 'utf8'),
  );
}

/** Writes the tables into the pages. */
export function writePages() {
  const results = readResults();
  for (const page of Object.keys(PAGES)) writeFileSync(join(ROOT, page), pageWith(results, page));
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check')) {
    const stale = stalePages();
    process.stdout.write(stale.map((page) => `${page} is stale: node bench/report.mjs\n`).join(''));
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else writePages();
}
