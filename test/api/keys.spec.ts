import { ApiKey } from '../../src/keys/api-key.entity.js';
import { KeysCache } from '../../src/keys/keys.cache.js';
import { Database } from '../../src/database/database.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Sweeper } from '../../src/database/sweeper.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import type { Wire } from '../support/wire.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('API keys of an app', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;

  beforeEach(async () => {
    app = await cast.app({ scopes: ['deliveries', 'tasks.list'] });
  });

  const path = (of = app) => `/consumer/app/${of.id}/key`;
  const asOwner = (method: string, rest = '', body?: unknown, of = app) =>
    bed.wire.send(method, path(of) + rest, {
      token: of.owner.token,
      ...(body !== undefined && { body }),
    });
  const make = async (facts: object = {}, of = app): Promise<{ id: string; key: string }> => {
    const body = { name: 'Export', scopes: ['deliveries'], ...facts };
    return expectStatus(201, await asOwner('POST', '', body, of)).body;
  };
  const list = async (of = app) => expectStatus(200, await asOwner('GET', '', undefined, of)).body;
  const uses = async (key: string, wire: Wire = bed.wire) =>
    (await wire.get('/api/deliveries', { token: key })).status;
  const tags = (answer: { status: number; body: { code?: string; errors?: unknown[] } }) => [
    answer.status,
    answer.body.code,
    ...(answer.body.errors ?? []).map((each) => {
      const { field, code } = each as { field: string; code: string };
      return `${field} ${code}`;
    }),
  ];

  it('open what they say, as the app; the key is shown once', async () => {
    const made = expectStatus(
      201,
      await asOwner('POST', '', { name: 'Export', scopes: ['deliveries'] }),
    ).body;
    expect(made).toEqual({
      id: expect.stringMatching(/^key_/),
      key: expect.stringMatching(/^gate_key_[0-9A-Za-z]{49}$/),
      name: 'Export',
      tail: made.key.slice(-4),
      scopes: ['deliveries'],
      createdAt: expect.any(String),
      expiresAt: null,
      lastUsedAt: null,
    });
    const { key, ...shown } = made;
    expect(await list()).toMatchObject({ totalResults: 1, entry: [shown] });
    expect(await uses(key)).toBe(200);
    const who = await bed.wire.get('/authorization/whoami', { token: key });
    expect(tags(who)).toEqual([403, 'insufficient_scope']);
    expect(tags(await bed.wire.get('/api/tasks', { token: key }))[1]).toBe('insufficient_scope');
    const rows = await bed.dump();
    expect(rows.filter(({ value }) => String(value).includes(key))).toEqual([]);
  });

  it('are the owner’s own to make, replace and end', async () => {
    const { id, key } = await make();
    const stranger = await cast.developer();
    const body = { name: 'x', scopes: ['deliveries'] };
    for (const [method, rest] of [
      ['GET', ''],
      ['POST', ''],
      ['POST', `/${id}/rotate`],
      ['DELETE', `/${id}`],
    ] as const) {
      const sent = rest ? {} : body;
      const message = { token: stranger.token, ...(method === 'POST' && { body: sent }) };
      expectStatus(404, await bed.wire.send(method, path() + rest, message));
      if (method === 'GET') continue;
      const whole = await cast.app({ owner: app.owner, scopes: ['consumer'] });
      const token = await cast.token(whole);
      const byApp = await bed.wire.send(method, path() + rest, { ...message, token });
      expect(tags(byApp)).toEqual([403, 'own_login_required']);
    }
    expectStatus(404, await asOwner('DELETE', '/key_nothing'));
    expectStatus(404, await asOwner('DELETE', `/${id}`, undefined, await cast.app()));
    expect(await uses(key)).toBe(200);
  });

  it('are refused with empty, unknown and foreign scopes, and with a wrong end', async () => {
    for (const [facts, fault] of [
      [{ scopes: [] }, 'scopes array_min_size'],
      [{ scopes: ['nothing'] }, 'scopes unknown_scope'],
      [{ scopes: ['tasks'] }, 'scopes beyond_app'],
      [{ name: '' }, 'name one_line'],
      [{ expiresAt: '2020-01-01' }, 'expiresAt in_the_past'],
      [{ expiresAt: 'soon' }, 'expiresAt is_time'],
    ] as const) {
      const body = { name: 'x', scopes: ['deliveries'], ...facts };
      expect(tags(await asOwner('POST', '', body))).toEqual([400, 'validation_failed', fault]);
    }
    expect(await list()).toMatchObject({ totalResults: 0 });
  });

  it('are not for public apps, nor for those whose tokens are bound to a key pair', async () => {
    const open = await cast.app({ type: 'public', redirectUris: ['https://app.example.org/cb'] });
    const body = { name: 'x', scopes: ['deliveries'] };
    expect(tags(await asOwner('POST', '', body, open))).toEqual([409, 'public_app']);
    const { key } = await make();
    const bind = (dpop: boolean) =>
      bed.wire.put(`/consumer/app/${app.id}`, { token: app.owner.token, body: { dpop } });
    expectStatus(200, await bind(true));
    expect(tags(await asOwner('POST', '', body))).toEqual([409, 'bound_app']);
    expect(await uses(key)).toBe(401);
    expectStatus(200, await bind(false));
    expect(await uses(key)).toBe(200);
  });

  it('end at the time they were made with, and say so before', async () => {
    const expiresAt = new Date(bed.clock.now() + HOUR_MS).toISOString();
    const { key } = await make({ expiresAt });
    expect((await list()).entry[0]).toMatchObject({ expiresAt });
    expect(await uses(key)).toBe(200);
    bed.clock.advance(HOUR_MS);
    expect(await uses(key)).toBe(401);
    const owner = await cast.login(app.owner.username, app.owner.password);
    expect(await list({ ...app, owner })).toMatchObject({ totalResults: 0 });
    const over = await bed.app.get(KeysCache).ownerOfEnded(key);
    expect(over).toEqual({ appKey: app.appKey, tail: key.slice(-4), why: 'expired' });
  });

  it('are replaced without a gap, and the old key ends when its overlap does', async () => {
    const end = bed.clock.now() + 30 * DAY_MS;
    const { id, key } = await make({ expiresAt: new Date(end).toISOString() });
    const rotated = await asOwner('POST', `/${id}/rotate`, { overlap: '1h' });
    const { body } = expectStatus(201, rotated);
    expect(body).toMatchObject({ name: 'Export', scopes: ['deliveries'] });
    expect(body.id).not.toBe(id);
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBeGreaterThan(29 * DAY_MS);
    expect((await list()).entry).toMatchObject([
      { id: body.id },
      { id, expiresAt: body.previousExpiresAt },
    ]);
    expect([await uses(key), await uses(body.key)]).toEqual([200, 200]);
    expect(tags(await asOwner('POST', `/${id}/rotate`, {}))).toEqual([409, 'key_replaced']);
    bed.clock.advance(HOUR_MS);
    expect([await uses(key), await uses(body.key)]).toEqual([401, 200]);
    const owner = await cast.login(app.owner.username, app.owner.password);
    const again = await bed.wire.post(`${path()}/${body.id}/rotate`, { token: owner.token });
    expect([await uses(body.key), await uses(expectStatus(201, again).body.key)]).toEqual([
      401, 200,
    ]);
  });

  it('stop at once on every instance: ended, app disabled, app removed, owner disabled', async () => {
    const second = await bed.second();
    const soon = async (key: string, status: number) => {
      expect(await uses(key)).toBe(status);
      for (let tries = 0; tries < 100 && (await uses(key, second)) !== status; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await uses(key, second)).toBe(status);
    };
    const [ended, kept] = [await make(), await make()];
    await soon(ended.key, 200);
    await soon(kept.key, 200);
    expectStatus(204, await asOwner('DELETE', `/${ended.id}`));
    await soon(ended.key, 401);
    const { token } = app.owner;
    expectStatus(200, await bed.wire.post(`/consumer/app/${app.id}/disable`, { token }));
    await soon(kept.key, 401);
    expectStatus(200, await bed.wire.post(`/consumer/app/${app.id}/enable`, { token }));
    await soon(kept.key, 200);
    expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}`, { token }));
    await soon(kept.key, 401);
    const other = await cast.app();
    const { key } = await make({}, other);
    await soon(key, 200);
    const disabled = { body: { status: 'disabled' } };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${other.owner.id}`, disabled));
    await soon(key, 401);
  });

  it('stay when all tokens of the app are revoked, as its secrets do', async () => {
    const { key } = await make();
    const { token } = app.owner;
    expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}/token`, { token }));
    expect(await uses(key)).toBe(200);
  });

  it('end when the app is given to somebody else, and follow what app and role may do', async () => {
    const { key } = await make();
    const put = (body: object) => cast.asAdmin('PUT', `/backend/app/${app.id}`, { body });
    expectStatus(200, await put({ scopes: ['tasks'] }));
    expect(await uses(key)).toBe(403);
    expectStatus(200, await put({ scopes: ['deliveries'] }));
    expect(await uses(key)).toBe(200);
    const next = await cast.developer();
    expectStatus(200, await put({ ownerId: next.id }));
    expect(await uses(key)).toBe(401);
    expect(await list({ ...app, owner: next })).toMatchObject({ totalResults: 0 });
    expect(await bed.app.get(KeysCache).ownerOfEnded(key)).toMatchObject({ why: 'ended' });
  });

  it('hold their scopes: one that a live key has is not removed', async () => {
    const scope = { name: `parcels.${app.id}`.toLowerCase().replaceAll('_', '') };
    const { id } = expectStatus(
      201,
      await cast.asAdmin('POST', '/backend/scope', { body: scope }),
    ).body;
    const owner = await cast.admin();
    const own = await cast.app({ owner, scopes: [scope.name] });
    const made = await make({ scopes: [scope.name] }, own);
    const put = { token: owner.token, body: { scopes: [] } };
    expectStatus(200, await bed.wire.put(`/consumer/app/${own.id}`, put));
    const refused = await cast.asAdmin('DELETE', `/backend/scope/${id}`);
    expect(tags(refused)).toEqual([409, 'scope_in_use']);
    expect(refused.body.detail).toContain('the API key Export');
    expectStatus(204, await asOwner('DELETE', `/${made.id}`, undefined, own));
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/scope/${id}`));
  });

  it('are a hundred at most, and those that are over are forgotten in the end', async () => {
    const made = await make();
    const { rows } = bed.app.get(Database);
    const row = await rows.findOneByOrFail(ApiKey, { id: made.id });
    const more = Array.from({ length: 99 }, (_, n) => ({ ...row, id: `a${n}`, digest: `d${n}` }));
    await bed.app.get(UnitOfWork).run((tx) => tx.rows.insert(ApiKey, more));
    const body = { name: 'x', scopes: ['deliveries'] };
    expect(tags(await asOwner('POST', '', body))).toEqual([409, 'too_many_keys']);
    expectStatus(201, await asOwner('POST', `/${made.id}/rotate`, {}));
    await bed.app
      .get(UnitOfWork)
      .run((tx) => tx.rows.update(ApiKey, { appId: app.id }, { endsAt: new Date(0) }));
    expectStatus(201, await asOwner('POST', '', body));
    expect(await rows.countBy(ApiKey, { appId: app.id })).toBe(101);
    bed.clock.advance(31 * DAY_MS);
    await bed.app.get(Sweeper).run();
    expect(await rows.countBy(ApiKey, { appId: app.id })).toBe(1);
  });
});
