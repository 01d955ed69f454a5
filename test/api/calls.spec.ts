import { makeApi } from '../support/apis.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { appWith, newGate } from '../support/gates.js';
import { testbed } from '../support/testbed.js';

const DAY_MS = 86_400_000;

describe('the calls of an app', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const callsOf = async (app: TestApp, query = '') => {
    const { token } = app.owner;
    return expectStatus(200, await bed.wire.get(`/consumer/app/${app.id}/call${query}`, { token }))
      .body;
  };
  const allCalls = async (query = '') =>
    expectStatus(200, await cast.asAdmin('GET', `/backend/call${query}`)).body;

  /** Three deliveries are listed, and one task is refused. */
  async function call(app: TestApp): Promise<void> {
    const token = await cast.token(app);
    for (let times = 0; times < 3; times += 1)
      expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(403, await bed.wire.get('/api/tasks', { token }));
  }

  it('are counted by operation and outcome, and not what its owner does in the portal', async () => {
    const app = await cast.app({ scopes: ['deliveries'] });
    await call(app);
    const calls = await callsOf(app);
    expect(calls).toMatchObject({ allowed: 3, refused: 1, before: { allowed: 0, refused: 0 } });
    expect(calls.operations).toEqual([
      { operation: 'deliveries.list', allowed: 3, refused: 0 },
      { operation: 'tasks.list', allowed: 0, refused: 1 },
    ]);
    expect(calls.unit).toBe('day');
    expect(calls.times).toHaveLength(7);
    expect(calls.times.at(-1)).toMatchObject({ allowed: 3, refused: 1 });
    const ofHours = await callsOf(app, '?days=1');
    expect(ofHours).toMatchObject({ unit: 'hour', allowed: 3, refused: 1 });
    expect(ofHours.times).toHaveLength(24);
    expect(ofHours.operations).toEqual(calls.operations);
  });

  it('through a gate are counted beside them', async () => {
    const api = await makeApi(cast);
    const app = await appWith(cast, [api.name]);
    const gate = await newGate(cast, bed.wire, api.name);
    const token = await cast.token(app);
    expectStatus(200, await gate.ask({ target: '/charges/1', token }));
    const { operations } = await callsOf(app);
    expect(operations).toHaveLength(1);
    expect(operations[0].operation).toMatch(new RegExp(`^${api.name}\\.`));
  });

  it('are told to administrators by app and operation, also when the app is deleted', async () => {
    const app = await cast.app({ scopes: ['deliveries'] });
    await call(app);
    const ofApp = await allCalls(`?appKey=${app.appKey}`);
    expect(ofApp).toMatchObject({ allowed: 3, refused: 1, apps: [{ id: app.id }] });
    const ofOperation = await allCalls('?operation=tasks.list&days=30');
    const listed = ofOperation.apps.find(({ appKey }: { appKey: string }) => appKey === app.appKey);
    expect(listed).toMatchObject({ id: app.id, allowed: 0, refused: 1 });
    const before = await allCalls();
    const { token } = app.owner;
    expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}`, { token }));
    const after = await allCalls();
    expect(after).toMatchObject({ allowed: before.allowed, refused: before.refused });
    const gone = after.apps.find(({ appKey }: { appKey: string }) => appKey === app.appKey);
    expect(gone).toEqual({ appKey: app.appKey, id: null, name: null, allowed: 3, refused: 1 });
  });

  it('of the time before stand beside those of now', async () => {
    const app = await cast.app({ scopes: ['deliveries'] });
    await call(app);
    bed.clock.advance(7 * DAY_MS);
    const owner = await cast.login(app.owner.username, app.owner.password);
    await cast.loginAgain();
    expect(await callsOf({ ...app, owner })).toMatchObject({
      allowed: 0,
      refused: 0,
      operations: [],
      before: { allowed: 3, refused: 1 },
    });
  });

  it('are the owner’s to see, over 1, 7, 30 or 90 days', async () => {
    const app = await cast.app();
    const { token } = await cast.developer();
    expectStatus(404, await bed.wire.get(`/consumer/app/${app.id}/call`, { token }));
    const own = { token: app.owner.token };
    const wrong = await bed.wire.get(`/consumer/app/${app.id}/call?days=8`, own);
    expect(expectStatus(400, wrong).body).toMatchObject({ code: 'validation_failed' });
    expectStatus(403, await bed.wire.get('/backend/call', { token }));
  });

  it('are told while they happen, with status and time', async () => {
    const app = await cast.app({ scopes: ['deliveries'] });
    const token = await cast.token(app);
    const stopped = new AbortController();
    const { body, headers } = await fetch(`${bed.url}/consumer/app/${app.id}/call/live`, {
      headers: { authorization: `Bearer ${app.owner.token}` },
      signal: stopped.signal,
    });
    expect(headers.get('content-type')).toBe('text/event-stream');
    let told = '';
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      if (told === '') expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
      told += piece;
      if (told.includes('data:')) break;
    }
    stopped.abort();
    const call = JSON.parse(/data: (.*)/.exec(told)?.[1] ?? '');
    expect(call).toEqual({
      operation: 'deliveries.list',
      outcome: 'allowed',
      times: 1,
      status: 200,
      ms: expect.any(Number),
    });
  });
});
