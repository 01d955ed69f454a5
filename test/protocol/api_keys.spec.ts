/** @database sqlite */
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

describe('an API key on the protocol’s endpoints', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  let id: string;
  let key: string;

  beforeEach(async () => {
    app = await cast.app({ scopes: ['deliveries', 'authorization'] });
    const body = { name: 'Export', scopes: ['deliveries', 'authorization'] };
    const path = `/consumer/app/${app.id}/key`;
    const made = await bed.wire.post(path, { token: app.owner.token, body });
    ({ id, key } = expectStatus(201, made).body);
  });

  const ask = async (path: string, by: TestApp, token = key) =>
    bed.wire.post(path, { basic: [by.appKey, by.appSecret], form: { token } });
  const uses = async (headers: Record<string, string>) =>
    (await bed.wire.get('/authorization/whoami', { headers })).status;

  it('says who it is: the app, and no person', async () => {
    const { body } = expectStatus(200, await bed.wire.get('/authorization/whoami', { token: key }));
    expect(body).toMatchObject({ id: app.appKey, app: { key: app.appKey } });
    expect(body.scopes.toSorted()).toEqual(['authorization', 'deliveries']);
    expect(body).not.toHaveProperty('username');
  });

  it('is a bearer token alone, never in the URL and never with a proof', async () => {
    expect(await uses({ authorization: `Bearer ${key}` })).toBe(200);
    expect(await uses({ authorization: `bearer  ${key}` })).toBe(200);
    expect(await uses({ authorization: `DPoP ${key}` })).toBe(401);
    expect(await uses({ authorization: `Basic ${key}` })).toBe(401);
    expectStatus(400, await bed.wire.get(`/authorization/whoami?access_token=${key}`));
  });

  it('is shown to its app and to who may see all tokens, and to nobody else', async () => {
    const own = expectStatus(200, await ask('/authorization/introspect', app)).body;
    expect(own).toMatchObject({ active: true, client_id: app.appKey, sub: app.appKey });
    expect(own).not.toHaveProperty('exp');
    const stranger = await ask('/authorization/introspect', await cast.app());
    expect(stranger.body).toEqual({ active: false });
    const admin = await cast.admin();
    const api = await cast.app({ owner: admin, scopes: ['authorization', 'backend.token.get'] });
    expect((await ask('/authorization/introspect', api)).body).toMatchObject({ active: true });
  });

  it('is ended by its app (RFC 7009), which the audit tells, and by no other', async () => {
    const refused = await ask('/authorization/revoke', await cast.app());
    expect([refused.status, refused.body.error]).toEqual([400, 'unauthorized_client']);
    for (let times = 0; times < 2; times += 1)
      expectStatus(200, await ask('/authorization/revoke', app));
    expect(await uses({ authorization: `Bearer ${key}` })).toBe(401);
    expect((await ask('/authorization/introspect', app)).body).toEqual({ active: false });
    const { body } = await cast.asAdmin('GET', `/backend/audit?subject=apiKey:${id}`);
    expect(body.entry.map(({ event }: { event: string }) => event)).toEqual([
      'authorization.revoke',
      'consumer.app.key.create',
    ]);
    expect(body.entry[0]).toMatchObject({
      subjectName: 'Export',
      detail: { clientId: app.appKey, appId: app.id },
    });
  });

  it('shows when it was last used, as the app’s secret does', async () => {
    expect(await uses({ authorization: `Bearer ${key}` })).toBe(200);
    await cast.token(app);
    const usedAt = bed.clock.now();
    // What is remembered is stored every second, and at the end.
    await bed.restart();
    const { token } = app.owner;
    const keys = expectStatus(200, await bed.wire.get(`/consumer/app/${app.id}/key`, { token }));
    const shown = expectStatus(200, await bed.wire.get(`/consumer/app/${app.id}`, { token }));
    for (const { lastUsedAt } of [keys.body.entry[0], shown.body.secrets[0]])
      expect(Math.abs(Date.parse(lastUsedAt) - usedAt)).toBeLessThan(60_000);
  });
});
