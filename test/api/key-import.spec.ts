import { createHash } from 'node:crypto';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import type { Answer } from '../support/wire.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('importing the keys that callers of an API hold already', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;

  beforeEach(async () => {
    app = await cast.app({ scopes: ['deliveries', 'tasks'] });
  });

  const entry = (text: string, facts: object = {}) => ({
    sha256: sha256(text),
    appId: app.id,
    name: 'From before',
    scopes: ['deliveries'],
    ...facts,
  });
  const bring = (...body: unknown[]) => cast.asAdmin('POST', '/backend/key/import', { body });
  const uses = async (token: string) => (await bed.wire.get('/api/deliveries', { token })).status;
  const list = async ({ id, owner } = app) =>
    expectStatus(200, await bed.wire.get(`/consumer/app/${id}/key`, { token: owner.token })).body;
  const faults = ({ status, body }: Answer) => [
    status,
    body.code,
    ...(body.errors ?? []).map(
      ({ field, code }: { field: string; code: string }) => `${field} ${code}`,
    ),
  ];

  it('lets them work without a new one, whatever they look like', async () => {
    const texts = ['a', unique('SG.abc').replaceAll('_', '.'), unique('key/+=~:@')];
    expect(await Promise.all(texts.map(uses))).toEqual([401, 401, 401]);
    const { body } = expectStatus(201, await bring(...texts.map((text) => entry(text))));
    expect(body).toMatchObject(
      texts.map(() => ({ appId: app.id, name: 'From before', tail: null })),
    );
    expect(await Promise.all(texts.map(uses))).toEqual([200, 200, 200]);
    expect(await uses(`${texts[1]}x`)).toBe(401);
    expect((await list()).entry.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      body.map(({ id }: { id: string }) => id).toSorted(),
    );
    const [{ id }] = body;
    const { token } = app.owner;
    expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}/key/${id}`, { token }));
    expect(await uses('a')).toBe(401);
  });

  it('leaves a key as it is that the app has, and takes none that is over or another app’s', async () => {
    const text = unique('old');
    const { body } = expectStatus(201, await bring(entry(text), entry(text)));
    expect(body[0].id).toBe(body[1].id);
    const again = expectStatus(201, await bring(entry(text, { name: 'Other', scopes: ['tasks'] })));
    expect(again.body[0]).toMatchObject({ id: body[0].id, name: 'From before' });
    expect(await list()).toMatchObject({ totalResults: 1 });
    const other = await cast.app();
    const fresh = unique('fresh');
    const taken = await bring(entry(fresh), entry(text, { appId: other.id }));
    expect(faults(taken)).toEqual([409, 'key_taken', '1.sha256 key_taken']);
    const { token } = app.owner;
    const path = `/consumer/app/${app.id}/key/${body[0].id}`;
    expectStatus(204, await bed.wire.delete(path, { token }));
    const over = await bring(entry(fresh), entry(text));
    expect(faults(over)).toEqual([409, 'key_ended', '1.sha256 key_ended']);
    expect(await uses(fresh)).toBe(401);
    expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}`, { token }));
    expectStatus(201, await bring(entry(text, { appId: other.id })));
    expect(await uses(text)).toBe(200);
  });

  it('takes all of a list or nothing, and names each fault by its place', async () => {
    const text = unique('good');
    const good = entry(text);
    for (const [wrong, fault] of [
      [{ ...good, sha256: sha256('x').toUpperCase() }, '1.sha256 matches'],
      [{ ...good, scopes: [] }, '1.scopes array_min_size'],
      [{ ...good, scopes: ['nothing'] }, '1.scopes unknown_scope'],
      [{ ...good, scopes: ['authorization'] }, '1.scopes beyond_app'],
      [{ ...good, appId: 'app_nothing' }, '1.appId unknown_app'],
      [{ ...good, expiresAt: '2020-01-01' }, '1.expiresAt in_the_past'],
      [{ ...good, secret: text }, '1.secret whitelist_validation'],
    ] as const)
      expect(faults(await bring(good, wrong))).toEqual([400, 'validation_failed', fault]);
    for (const body of [[], {}, 'text', [1], [[good]], Array.from({ length: 501 }, () => 1)]) {
      const answer = await cast.asAdmin('POST', '/backend/key/import', { body });
      expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    }
    const open = await cast.app({ type: 'public', redirectUris: ['https://app.example.org/cb'] });
    const forPublic = await bring(good, entry(unique('x'), { appId: open.id }));
    expect(faults(forPublic)).toEqual([409, 'public_app']);
    const many = Array.from({ length: 101 }, () => entry(unique('many')));
    expect(faults(await bring(...many))).toEqual([409, 'too_many_keys']);
    expect(await uses(text)).toBe(401);
    expect(await list()).toMatchObject({ totalResults: 0 });
  });

  it('is for administrators who reach the owner and hold what the app may do', async () => {
    const text = unique('key');
    const as = async ({ token }: Person) =>
      faults(await bed.wire.post('/backend/key/import', { token, body: [entry(text)] }));
    expect(await as(app.owner)).toEqual([403, 'insufficient_scope']);
    expect(await as(await cast.holderOf(['backend.key']))).toEqual([403, 'beyond_reach']);
    const admin = await cast.admin();
    const whole = await cast.app({ owner: admin, scopes: ['backend', 'deliveries'] });
    const token = await cast.token(whole);
    const byApp = await bed.wire.post('/backend/key/import', { token, body: [entry(text)] });
    expect(faults(byApp)).toEqual([403, 'own_login_required']);
    expect(await uses(text)).toBe(401);
  });

  it('is in the audit, without the hashes', async () => {
    const text = unique('key');
    expectStatus(201, await bring(entry(text)));
    const { body } = await cast.asAdmin('GET', '/backend/audit?event=backend.key.import');
    expect(body.entry[0].detail).toEqual({ keys: 1, apps: [app.id] });
    expect(JSON.stringify(body)).not.toContain(sha256(text));
  });
});
