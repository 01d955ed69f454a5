import { createSecret, PREFIX } from '../../src/common/identifiers.js';
import { AuthorizationServer } from '../../src/oauth/authorization-server.js';
import { RememberedCallers } from '../../src/operations/remembered-callers.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { promisesOf } from '../support/promises.js';
import { expectNoStatement, statementsOf } from '../support/statements.js';
import { testbed } from '../support/testbed.js';

describe('what is in memory costs no statement', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  let token: string;

  beforeAll(async () => {
    app = await cast.app();
    // The app itself is read once.
    await cast.token(app);
    token = await cast.token(app);
  });

  const basic = (): [string, string] => [app.appKey, app.appSecret];

  /** Who sends this, known without waiting; asked again where the change feed has just made us forget. */
  async function recalled(sent: string) {
    for (let tries = 0; tries < 200; tries += 1) {
      await bed.wire.get('/authorization/whoami', { token: sent });
      const caller = bed.app.get(RememberedCallers).of(`Bearer ${sent}`);
      if (caller) return caller;
    }
    return undefined;
  }

  it('a new token of an app, its first use and the next', async () => {
    await expectNoStatement(async () => {
      token = await cast.token(app);
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
    });
  });

  it('the state of a token, for its app', async () => {
    const ask = async () => {
      const form = { token };
      const answer = await bed.wire.post('/authorization/introspect', { basic: basic(), form });
      expect(answer.body.active).toBe(true);
    };
    await expectNoStatement(ask);
  });

  it('and the guard knows its caller without waiting for anything', async () => {
    expect(await recalled(token)).toMatchObject({ clientId: app.appKey });
    expect(bed.app.get(AuthorizationServer).verify(token)).not.toBeInstanceOf(Promise);
  });

  it('an API key is read once, and nothing is written for its uses', async () => {
    const { token: own } = app.owner;
    const body = { name: 'a key', scopes: ['authorization'] };
    const made = await bed.wire.post(`/consumer/app/${app.id}/key`, { token: own, body });
    const { key } = expectStatus(201, made).body;
    const call = async () =>
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token: key }));
    await expectNoStatement(call);
    expect(await recalled(key)).toMatchObject({ clientId: app.appKey, subject: app.appKey });
  });

  it('nor does what is no key: mistyped, or asked for before', async () => {
    const ask = (text: string) => async () =>
      expectStatus(401, await bed.wire.get('/authorization/whoami', { token: text }));
    const mistyped = `${createSecret(PREFIX.apiKey)}x`;
    expect(await statementsOf(ask(mistyped))).toEqual([]);
    await expectNoStatement(ask(createSecret(PREFIX.apiKey)));
    await expectNoStatement(ask('a key of somebody else'.replaceAll(' ', '_')));
    const unlike = 'nobody_has_imported_any';
    expect(await statementsOf(ask(unlike))).toEqual([]);
  });

  it('a token of a person is read once, and then no more', async () => {
    const { token: own } = await cast.developer();
    const call = async () =>
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token: own }));
    await expectNoStatement(call);
  });

  it('nor does an app wait whose owner holds everything, now and later', async () => {
    const own = await cast.app({ owner: await cast.admin() });
    const given = await cast.token(own);
    await expectNoStatement(() => bed.wire.get('/authorization/whoami', { token: given }));
    expect(await recalled(given)).toMatchObject({ clientId: own.appKey });
  });

  it('makes few promises on its way: each is a turn of the event loop', async () => {
    const health = await promisesOf(() => bed.wire.get('/system/health/live'));
    const call = () => bed.wire.get('/authorization/whoami', { token });
    await expectNoStatement(call);
    // What an open route makes is the framework's; the guard and its caller add these.
    expect((await promisesOf(call)) - health).toBeLessThanOrEqual(12);
    const form = { token };
    const introspect = () => bed.wire.post('/authorization/introspect', { basic: basic(), form });
    await expectNoStatement(introspect);
    expect((await promisesOf(introspect)) - health).toBeLessThanOrEqual(24);
    expect((await promisesOf(() => cast.token(app))) - health).toBeLessThanOrEqual(36);
  });
});
