import crypto from 'node:crypto';
import { CallsService } from '../../src/apis/calls/calls.service.js';
import { makeApi, type TestApi } from '../support/apis.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { appWith, newGate, type TestGate } from '../support/gates.js';
import { promisesOf } from '../support/promises.js';
import { expectNoStatement } from '../support/statements.js';
import { testbed } from '../support/testbed.js';

const HOUR_MS = 3_600_000;

describe('a decision', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let api: TestApi;
  let app: TestApp;
  let gate: TestGate;

  beforeAll(async () => {
    api = await makeApi(cast, { assertion: true });
    app = await appWith(cast, [api.name]);
    gate = await newGate(cast, bed.wire, api.name, 'nginx');
  });

  const allowed = (token: string) => async () =>
    expectStatus(200, await gate.ask({ target: '/charges/1', token }));

  it('about a known token costs no statement, nor does the first use of a new one', async () => {
    await expectNoStatement(allowed(await cast.token(app)));
    await expectNoStatement(async () => allowed(await cast.token(app))());
  });

  it('about a known token waits for nothing: it makes no promise', async () => {
    const token = await cast.token(app);
    await allowed(token)();
    const ofTheClient = await promisesOf(() => bed.wire.get('/gate/'));
    expect(await promisesOf(() => gate.ask({ target: '/charges/1', token }))).toBe(ofTheClient);
  });

  it('about an API key costs no statement once it was read', async () => {
    const { token } = app.owner;
    const body = { name: 'a key', scopes: [api.name] };
    const made = await bed.wire.post(`/consumer/app/${app.id}/key`, { token, body });
    const { key } = expectStatus(201, made).body;
    const headers = { 'x-api-key': key };
    await expectNoStatement(async () =>
      expectStatus(200, await gate.ask({ target: '/charges', headers })),
    );
  });

  it('that refuses costs no statement: garbage, another scope, an unknown gate', async () => {
    const other = await cast.token(await appWith(cast, ['deliveries']));
    await expectNoStatement(() => gate.ask({ target: '/charges', token: 'garbage' }));
    await expectNoStatement(() => gate.ask({ target: '/charges', token: other }));
    await expectNoStatement(() => bed.wire.get(`/gate/nginx/${api.name}`));
  });

  it('costs no signature but one in a while, also for an API that wants to know the caller', async () => {
    const token = await cast.token(app);
    await allowed(token)();
    const signed = jest.spyOn(crypto, 'sign');
    for (let times = 0; times < 50; times += 1) await allowed(token)();
    expect(signed).not.toHaveBeenCalled();
    const { headers: before } = await gate.ask({ target: '/charges/1', token });
    bed.clock.advance(31_000);
    const { headers: after } = await gate.ask({ target: '/charges/1', token });
    expect(after['gatehouse-assertion']).not.toBe(before['gatehouse-assertion']);
    expect(signed).toHaveBeenCalledTimes(1);
    signed.mockRestore();
  });

  it('adds a row for an hour, not for a request', async () => {
    // To the middle of an hour: no hour begins meanwhile.
    bed.clock.advance(HOUR_MS - (bed.clock.now() % HOUR_MS) + HOUR_MS / 2);
    await cast.loginAgain();
    const rows = async () => (await bed.dump()).filter(({ table }) => /call|refusal/.test(table));
    const other = await cast.token(await appWith(cast, ['deliveries']));
    const ask = async () => {
      for (let times = 0; times < 20; times += 1)
        await gate.ask({ target: '/charges', token: other });
      // Both are counted in memory, and stored when somebody asks.
      await cast.asAdmin('GET', `/backend/refusal?api=${api.name}`);
      await bed.app.get(CallsService).lately(api.id);
    };
    await ask();
    const before = (await rows()).length;
    await ask();
    expect((await rows()).length).toBe(before);
  });
});
