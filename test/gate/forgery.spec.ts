/** @database sqlite */
import { PROXIES } from '../support/proxies.js';
import { BACKENDS, headersOf } from './backends.js';
import { inFront } from './fronts.js';
import { rawRequest, several } from './raw.js';
import { gateStage } from './stage.js';

const PASSED = [
  'Decision',
  'Operation',
  'App',
  'Subject',
  'Account',
  'Scope',
  'Request-Id',
  'Assertion',
];
const NAMES = [...PASSED, 'Gate', 'Code', 'Status', 'Challenge', 'Problem', 'Anything'].map(
  (name) => `Gatehouse-${name}`,
);

/** Twelve ways to send a header that some program could read as ours. */
const SPELLINGS: ((name: string) => string)[] = [
  (name) => `${name}: forged`,
  (name) => `${name.toLowerCase()}: forged`,
  (name) => `${name.toUpperCase()}: forged`,
  (name) => `${name.replaceAll('-', '_')}: forged`,
  (name) => `${name.replaceAll('-', '_').toUpperCase()}: forged`,
  (name) => `${name.replaceAll('-', '.')}: forged`,
  (name) => `${name.replace('-', '_')}: forged`,
  (name) => `${name.replaceAll('-', '~')}: forged`,
  (name) => `${name} : forged`,
  (name) => `X-Other: a\r\n ${name}: forged`,
  (name) => `${name}: \r\n\tforged`,
  (name) => `${name}: forged\r\n${name}: forged\r\nConnection: close, ${name}`,
];
const HEADERS = NAMES.flatMap((name) => SPELLINGS.map((spell) => spell(name)));

const stage = gateStage();

describe.each(PROXIES)('Behind %s', (name) => {
  it.each(['express', 'flask', 'php'] as const)(
    '%s sees our headers alone, whichever a client sends in twelve spellings',
    (language) =>
      inFront(stage, [name, language], async ({ proxy, backend }) => {
        const bearer = (token: string) => `Authorization: Bearer ${token}`;
        const send = (path: string, lines: string[]) =>
          several(HEADERS, async (header) => {
            await rawRequest(proxy.port, 'GET', path, [...lines, header]);
          });

        await send('/v1/charges', [bearer(stage.weakToken)]);
        await send('/v1/charges', []);
        expect(await backend.arrivals()).toEqual([]);

        for (const [path, operation, lines] of [
          ['/v1/charges', 'payments.charges.list', [bearer(stage.token)]],
          ['/v1/health', 'payments.health', []],
        ] as const) {
          await send(path, [...lines]);
          await rawRequest(proxy.port, 'GET', path, [...lines]);
          const arrivals = await backend.arrivals();
          expect(arrivals.length).toBeGreaterThan(0);
          for (const arrival of arrivals) {
            for (const each of PASSED) {
              const [value, ...more] = headersOf(arrival, `Gatehouse-${each}`);
              expect([each, value]).not.toEqual([each, undefined]);
              expect([value, more]).not.toEqual(['forged', expect.anything()]);
              expect([each, more]).toEqual([each, []]);
            }
            expect(headersOf(arrival, 'Gatehouse-Operation')).toEqual([operation]);
            for (const other of ['Gate', 'Code', 'Status', 'Challenge', 'Problem', 'Anything'])
              expect(headersOf(arrival, `Gatehouse-${other}`)).toEqual([]);
          }
        }
      }),
  );

  it.each(BACKENDS)('%s sees no trailer in the place of our headers', (language) =>
    inFront(stage, [name, language], async ({ proxy, backend }) => {
      const lines = [`Authorization: Bearer ${stage.token}`, 'Transfer-Encoding: chunked'];
      const trailers = PASSED.map((each) => `Gatehouse-${each}: forged\r\n`).join('');
      const body = `3\r\nabc\r\n0\r\n${trailers}\r\n`;
      for (const more of [[], [`Trailer: ${NAMES.join(', ')}`]])
        await rawRequest(proxy.port, 'POST', '/v1/charges', [...lines, ...more], body);
      await rawRequest(proxy.port, 'POST', '/v1/charges', lines.slice(0, 1), 'abc');
      const arrivals = await backend.arrivals();
      expect(arrivals.length).toBeGreaterThan(0);
      for (const { headers } of arrivals)
        expect(headers.filter(([, value]) => value.includes('forged'))).toEqual([]);
    }),
  );
});
