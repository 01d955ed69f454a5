/** @database sqlite */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differenceOf } from '../../src/apis/imports/difference.js';
import { FILES, fillConfiguration, placesOf, type ProxyName } from '../../src/portal/web/admin/gates/fill-configuration.js'; // prettier-ignore
import { FRENCH_CHANGES } from '../../src/portal/web/i18n/fr/changes.js';

const EXAMPLES = join(__dirname, '../../examples');
const files = Object.entries(FILES).flatMap(([proxy, named]) =>
  Object.keys(named).map((file) => [proxy as ProxyName, file] as const),
);
const textOf = (proxy: string, file: string) => readFileSync(join(EXAMPLES, proxy, file), 'utf8');

describe('the configuration that the portal shows', () => {
  it('has every file of each example', () => {
    for (const [proxy, named] of Object.entries(FILES)) {
      const there = readdirSync(join(EXAMPLES, proxy)).filter((file) => file !== 'README.md');
      expect(Object.keys(named).sort()).toEqual(there.sort());
    }
  });

  it.each(files)('%s: all that is to be replaced is in %s', (proxy, file) => {
    const text = textOf(proxy, file);
    for (const { find } of placesOf(proxy, file)) expect(text).toContain(find);
  });

  it.each(files)('%s: nothing of the example is left in %s', (proxy, file) => {
    const filled = fillConfiguration(textOf(proxy, file), placesOf(proxy, file), {
      api: 'books',
      keyHeader: 'X-Books-Key',
      gateKey: 'gate_gte_real',
      gatehouse: 'inside.example:8080',
      upstream: 'books.example:3000',
    });
    expect(filled).not.toMatch(/payments|127\.0\.0\.1:(3000|8080)|x-api-key|gate_gte_…/i);
    expect(filled).not.toMatch(/port_value: 3000 \}[^]*gatehouse:|\(port \d+\)/);
    if (file === 'gate.lua' || file === 'traefik.yml') return;
    expect(filled).toMatch(/\/gate\/(nginx|forward|envoy)\/books\b/);
    expect(filled).toMatch(/inside\.example(:|, port_value: )8080/);
    expect(filled).toMatch(/books\.example(:|, port_value: )3000/);
    expect(filled).toMatch(/x-books-key/i);
    expect(filled.includes('gate_gte_real')).toBe(proxy !== 'caddy');
  });

  it('leaves the place of the key as it is when nobody knows the key any more', () => {
    const surroundings = {
      api: 'books',
      keyHeader: 'X-Api-Key',
      gatehouse: '127.0.0.1:3000',
      upstream: '127.0.0.1:8080',
    };
    const text = textOf('nginx', 'nginx.conf');
    const filled = fillConfiguration(text, placesOf('nginx', 'nginx.conf'), surroundings);
    expect(filled).toContain('Gatehouse-Gate "gate_gte_…"');
    expect(filled).toContain('server 127.0.0.1:3000;');
  });
});

describe('what an import changes', () => {
  const read = {
    name: 'books.list',
    operationId: 'list',
    method: 'GET',
    path: '/books',
    summary: 'Books',
    allow: [] as string[],
    proposedPublic: false,
    echo: false,
  };
  const stored = { ...read, id: '1', apiId: '2', public: true, scopes: null, reason: 'x', aliases: [] }; // prettier-ignore

  it.each([
    { method: 'POST' },
    { path: '/all-books' },
    { summary: 'All books' },
    { allow: ['%2F', ';'] },
    { proposedPublic: true },
    { echo: true },
  ])('is said in French too: %j', (change) => {
    const there = { ...read, ...change };
    const back = differenceOf([{ ...stored, ...change }], [read]).changed;
    const changes = [...differenceOf([stored], [there]).changed, ...back].flatMap(
      ({ what }) => what,
    );
    expect(changes.length).toBeGreaterThanOrEqual(2);
    const known = (sentence: string) => FRENCH_CHANGES.some(([english]) => english.test(sentence));
    expect(changes.filter((sentence) => !known(sentence))).toEqual([]);
  });
});
