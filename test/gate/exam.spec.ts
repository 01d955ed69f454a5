/** @database sqlite */
import { doctor } from '../../src/cli/doctor.js';
import { gateCheck } from '../../src/cli/gate-check/gate-check.js';
import { DIALECT, PROXIES } from '../support/proxies.js';
import { newGate } from '../support/gates.js';
import { freePort, testbed } from '../support/testbed.js';
import { envoy, traefik } from './doubles.js';
import { backendOf, type Front, inFront } from './fronts.js';
import { gateStage } from './stage.js';

const bed = testbed();
const stage = gateStage(bed);
const express = backendOf('express');

/** Holds the exam; answers its exit code, and what it printed. */
async function exam(options: Record<string, string>): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const { app, config } = bed;
  const print = (line: string) => void lines.push(line);
  return { code: await gateCheck({ app, config, options, words: [], print }), lines };
}

const through = (lines: string[]) => lines.filter((line) => line.includes('got through'));

const QUESTION_URI = 'proxy_set_header X-Original-URI $request_uri;';
const QUESTION_METHOD = 'proxy_set_header X-Original-Method $request_method;';
const beside = (locations: string) => (text: string) =>
  text.replace('location / {', `${locations}\n    location / {`);
const asked =
  (what: string, map = '') =>
  (text: string) =>
    text
      .replace(QUESTION_URI, `proxy_set_header X-Original-URI ${what};`)
      .replace('server {\n    listen', `${map}\n  server {\n    listen`);

/** What is wrong with nginx, how it came about, and what the exam says of it. */
const FAULTS: [what: string, edit: (text: string) => string, said: RegExp][] = [
  [
    'a place without the gate',
    beside('location = /v1/charges/summary { proxy_pass http://api; }'),
    /without a credential: GET \/v1\/charges\/summary \(200\)/,
  ],
  [
    'a place for files without the gate',
    beside('location ~ \\.css$ { proxy_pass http://api; }'),
    /other paths: .*\.css/,
  ],
  [
    'a path that the client says',
    (text) => text.replace(QUESTION_URI, ''),
    /believes the client's X-Original-URI/,
  ],
  [
    'a method that the client says',
    (text) => text.replace(QUESTION_METHOD, ''),
    /believes the client's X-Original-Method/,
  ],
  [
    'a prefix that is taken away before the gate',
    asked('$without', 'map $request_uri $without { "~^/v1(?<rest>/.*)$" $rest; }'),
    /a prefix is taken away before it/,
  ],
  [
    'a path that is decoded before the gate',
    (text) =>
      asked('$seen$is_args$args')(text).replace('auth_request /', 'set $seen $uri; auth_request /'),
    /decoded before/,
  ],
  [
    'a query that the gate is not told',
    asked('$without', 'map $request_uri $without { "~^(?<path>[^?]*)" $path; }'),
    /not told the query/,
  ],
  [
    'every method asked about as GET',
    (text) => text.replace(QUESTION_METHOD, 'proxy_set_header X-Original-Method GET;'),
    /asked about another method/,
  ],
  [
    'a method that the gate is not asked about',
    (text) =>
      beside('location @free { proxy_pass http://api; }')(text).replace(
        'auth_request /',
        'error_page 418 = @free; if ($request_method = PUT) { return 418; } auth_request /',
      ),
    /every method on every path: PUT/,
  ],
  [
    "a client's Gatehouse-Account that reaches the API",
    (text) =>
      text
        .replace(/proxy_set_header Gatehouse-Account .*\n/, '')
        .replace(QUESTION_URI, `${QUESTION_URI} proxy_set_header Gatehouse-Account "";`),
    /forged headers: Gatehouse-Account/,
  ],
];

describe('The exam', () => {
  it.each(PROXIES)('finds nothing at %s with our configuration', (name) =>
    inFront(stage, [name, express.current], async ({ proxy, backend }) => {
      const { code, lines } = await exam({ url: proxy.url, gate: DIALECT[name] });
      expect([code, through(lines)]).toEqual([0, []]);
      expect(lines.filter((line) => line.includes('refused at the gate')).length).toBeGreaterThan(
        8,
      );
      const arrivals = await backend.arrivals();
      expect(arrivals.filter(({ operation }) => operation !== 'echo')).toEqual([]);
    }),
  );

  it.each([
    ['forward', traefik],
    ['envoy', envoy],
  ] as const)('finds nothing at what stands in for another proxy: %s', (gate, double) =>
    inFront(stage, ['nginx', express.current], async ({ backend }) => {
      const gateKey = stage.gateKeys[gate] ?? '';
      const front = await double({ gatehouse: stage.host, api: backend.port, gateKey });
      const { code, lines } = await exam({ url: `http://127.0.0.1:${front.port}`, gate });
      expect([code, through(lines)]).toEqual([0, []]);
      front.stop();
    }),
  );

  it('finds nothing at nginx that shows its own pages for refusals', () => {
    const edit = (text: string) => text.replace(/error_page .*\n/g, '');
    const work = async ({ proxy }: Front) => {
      const { code, lines } = await exam({ url: proxy.url, gate: 'nginx' });
      expect([code, through(lines)]).toEqual([0, []]);
    };
    return inFront(stage, ['nginx', express.current], work, { edit });
  });

  it.each(FAULTS)('finds %s', (_, edit, said) =>
    inFront(
      stage,
      ['nginx', express.current],
      async ({ proxy }) => {
        const { code, lines } = await exam({ url: proxy.url, gate: 'nginx' });
        expect(through(lines).join('\n')).toMatch(said);
        expect(code).toBe(1);
      },
      { edit },
    ),
  );

  it.each([
    [
      'a path that the client says',
      (text: string) => text.replace(/header_up X-Forwarded-Uri .*/, ''),
      /believes the client's X-Forwarded-Uri/,
    ],
    [
      'a prefix that is taken away before the gate',
      (text: string) => text.replace('# The question.', 'uri strip_prefix /v1'),
      /a prefix is taken away before it/,
    ],
  ])('finds it at Caddy too: %s', (_, edit, said) =>
    inFront(
      stage,
      ['caddy', express.current],
      async ({ proxy }) => {
        const { code, lines } = await exam({ url: proxy.url, gate: 'forward' });
        expect(through(lines).join('\n')).toMatch(said);
        expect(code).toBe(1);
      },
      { edit },
    ),
  );

  it('finds a prefix of the address that is taken away before the gate', () =>
    inFront(
      stage,
      ['nginx', express.current],
      async ({ proxy }) => {
        const { code, lines } = await exam({ url: `${proxy.url}/shop/`, gate: 'nginx' });
        expect(through(lines).join('\n')).toMatch(/a prefix is taken away before it/);
        expect(code).toBe(1);
      },
      { edit: asked('$without', 'map $request_uri $without { "~^/shop(?<rest>/.*)$" $rest; }') },
    ));

  it('is told from the doctor, who names a gate that never asked', async () => {
    await newGate(stage.cast, bed.wire, 'payments', 'json', { name: 'silent' });
    await stage.gates.nginx.ask({ target: '/v1/health' });
    const lines: string[] = [];
    const { app, config } = bed;
    const print = (line: string) => void lines.push(line);
    const code = await doctor({ app, config, options: {}, words: [], print });
    expect([code, lines.filter((line) => line.includes('never asked'))]).toEqual([
      1,
      expect.arrayContaining([expect.stringContaining('✗ Gate silent')]),
    ]);
    expect(lines.join('\n')).toContain('✓ Gate nginx asked last at');
  });

  it('finds an API that can be reached past the proxy', () =>
    inFront(stage, ['nginx', express.current], async ({ proxy, backend }) => {
      const options = { url: proxy.url, gate: 'nginx' };
      const open = await exam({ ...options, direct: `http://127.0.0.1:${backend.port}` });
      expect([open.code, through(open.lines).length]).toEqual([1, 1]);
      const closed = await exam({ ...options, direct: `http://127.0.0.1:${await freePort()}` });
      expect([closed.code, closed.lines.at(-2)]).toEqual([
        0,
        expect.stringContaining('never reached'),
      ]);
    }));

  it('says why it cannot be held, and answers 2', async () => {
    const wrongKey = { gateKey: 'gate_gte_nobody' };
    const work = async ({ proxy }: Front) => {
      const { code, lines } = await exam({ url: proxy.url, gate: 'nginx' });
      expect([code, lines.join()]).toEqual([2, expect.stringContaining('gate key')]);
    };
    await inFront(stage, ['nginx', express.current], work, wrongKey);
    const url = `http://127.0.0.1:${await freePort()}`;
    for (const [options, said] of [
      [{ url, gate: 'nginx' }, 'Nothing answers'],
      [{ url, gate: 'nobody' }, 'There is no gate nobody'],
      [{ gate: 'nginx' }, '--url'],
      [{ url }, '--gate'],
      [{ url: 'here', gate: 'nginx' }, '--url'],
      [{ url, gate: 'nginx', direct: 'ftp://a' }, '--direct'],
      [{ url, gate: 'nginx', name: 'x' }, '--name'],
    ] as [Record<string, string>, string][]) {
      const { code, lines } = await exam(options);
      expect([code, lines.join()]).toEqual([2, expect.stringContaining(said)]);
    }
  });
});
