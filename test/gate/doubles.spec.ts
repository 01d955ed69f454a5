/** @database sqlite */
import { Backend, headersOf } from './backends.js';
import { type Double, envoy, traefik } from './doubles.js';
import { FixedAnswers, httpAnswer } from './fixed-answers.js';
import { rawRequest, several } from './raw.js';
import { spellings } from './spellings.js';
import { gateStage } from './stage.js';

const KINDS = { traefik, envoy };
const DIALECT = { traefik: 'forward', envoy: 'envoy' } as const;

const stage = gateStage();

describe.each(['traefik', 'envoy'] as const)('What %s sends, with our configuration', (name) => {
  let backend: Backend;
  let front: Double;
  const start = (gatehouse: string) => {
    const gateKey = stage.gateKeys[DIALECT[name]] ?? '';
    return KINDS[name]({ gatehouse, api: backend.port, gateKey });
  };
  const bearer = () => `Authorization: Bearer ${stage.token}`;
  beforeAll(async () => {
    backend = await Backend.start('express');
    front = await start(stage.host);
  });
  afterAll(async () => {
    front.stop();
    await backend.stop();
  });

  it('goes to the operation that was decided, in 400 spellings', async () => {
    await several(spellings(400), async ({ method, target }) => {
      await rawRequest(front.port, method, target, [bearer()]);
    });
    const arrivals = await backend.arrivals();
    expect(arrivals.length).toBeGreaterThan(40);
    for (const arrival of arrivals) {
      const operation = `payments.${arrival.operation}`;
      expect(headersOf(arrival, 'Gatehouse-Operation')).toEqual([operation]);
    }
  });

  it('brings each refusal with its status, one challenge and the problem', async () => {
    for (const [method, path, lines, status] of [
      ['GET', '/v1/charges;x', [bearer()], 400],
      ['GET', '/v1/charges', [], 401],
      ['GET', '/v1/charges', [`Authorization: Bearer ${stage.weakToken}`], 403],
      ['GET', '/v1/nothing', [bearer()], 404],
      ['PATCH', '/v1/charges', [bearer()], 405],
      ['GET', '/v1/charges', [bearer(), 'Gatehouse-App: forged'], 400],
    ] as const) {
      const answer = await rawRequest(front.port, method, path, [...lines]);
      expect([path, answer.status]).toEqual([path, status]);
      const challenges = answer.headers.filter(([each]) => each === 'www-authenticate');
      expect(challenges).toHaveLength(status === 401 || status === 403 ? 1 : 0);
      expect(JSON.parse(answer.text)).toMatchObject({ status });
    }
    expect(await backend.arrivals()).toEqual([]);
  });

  it('shows the API our headers and no credential', async () => {
    const lines = [bearer(), 'Gatehouse-Gate: forged', 'X-Forwarded-Uri: /v1/health', 'DPoP: x'];
    const answer = await rawRequest(front.port, 'POST', '/v1/charges', lines, 'a body');
    expect(answer.status).toBe(200);
    const [arrival] = await backend.arrivals();
    expect(arrival).toMatchObject({ operation: 'charges.create', body: 'a body' });
    for (const gone of ['Authorization', 'Gatehouse-Gate', 'DPoP', 'X-Forwarded-Uri'])
      expect(arrival && headersOf(arrival, gone)).toEqual([]);
    for (const ours of [
      'Decision',
      'Operation',
      'App',
      'Subject',
      'Account',
      'Scope',
      'Request-Id',
      'Assertion',
    ])
      // prettier-ignore
      expect(arrival && headersOf(arrival, `Gatehouse-${ours}`)).toHaveLength(1);
  });

  it('is refused when Connection would take our headers away', async () => {
    const lines = [bearer(), 'Connection: close, Gatehouse-App'];
    await rawRequest(front.port, 'GET', '/v1/charges', lines);
    for (const arrival of await backend.arrivals())
      expect(headersOf(arrival, 'Gatehouse-App')).toHaveLength(1);
  });

  it.each([
    ['a page', httpAnswer('200 OK', { 'Content-Type': 'text/html' }, '<h1>Hi</h1>')],
    ['another decision', httpAnswer('200 OK', { 'Gatehouse-Decision': 'refuse' })],
    ['nothing', ''],
  ])('opens nothing when what is asked answers %s', async (_, bytes) => {
    const other = await FixedAnswers.start(bytes);
    const astray = await start(other.host);
    const answer = await rawRequest(astray.port, 'GET', '/v1/health', [
      'Gatehouse-Decision: allow',
    ]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await backend.arrivals()).toEqual([]);
    astray.stop();
    other.stop();
  });
});
