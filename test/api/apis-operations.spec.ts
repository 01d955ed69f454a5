import { ApisCache } from '../../src/apis/apis.cache.js';
import { CallsService } from '../../src/apis/calls/calls.service.js';
import {
  documentOf,
  importDocument,
  makeApi,
  operationsOf,
  type Paths,
  previewImport,
} from '../support/apis.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const bed = testbed();
const cast = new Cast(bed);

const get = (operationId: string) => ({ get: { operationId } });
const PATHS: Paths = { '/a': get('a.get'), '/b': get('b.get') };
const importPaths = async (id: string, paths: Paths) =>
  expectStatus(200, await importDocument(cast, id, documentOf(paths))).body;
const decide = async (id: string, name: string, body: object) =>
  cast.asAdmin('PUT', `/backend/api/${id}/operation/${name}`, { body });

describe('the consequences', () => {
  it('name who gains, who loses, and whose calls stop', async () => {
    const { id, name } = await makeApi(cast, { paths: PATHS });
    const role = await cast.role([name], `A ${name}`);
    const part = await cast.role([`${name}.a.get`], `B ${name}`);
    const owner = await cast.holderOf([name, 'consumer']);
    const app = await cast.app({ owner, scopes: [`${name}.b`] });
    const calls = bed.app.get(CallsService);
    for (let times = 0; times < 3; times += 1) calls.note(id, `${name}.b.get`, app.appKey, 'allowed'); // prettier-ignore
    calls.note(id, `${name}.b.get`, app.appKey, 'refused');

    const text = documentOf({ '/a': get('a.get'), '/c': get('a.more') });
    const { consequences } = await previewImport(cast, id, text);
    const appName = expect.any(String);
    expect(consequences).toContainEqual({
      operation: `${name}.b.get`,
      kind: 'stops',
      roles: expect.arrayContaining(['Administrator', role.name]),
      apps: [{ key: app.appKey, name: appName, calls: 3 }],
    });
    const gains = consequences.find(({ kind }: { kind: string }) => kind === 'gains');
    expect(gains).toMatchObject({ operation: `${name}.a.more`, apps: [] });
    expect(gains.roles).toEqual(expect.arrayContaining(['Administrator', role.name]));
    expect(gains.roles).not.toContain(part.name);
    expect(consequences.some(({ operation }: { operation: string }) => operation === `${name}.a.get`)).toBe(false); // prettier-ignore

    const preview = async (end: string, body: object) => {
      const path = `/backend/api/${id}/operation/${name}.${end}/preview`;
      return expectStatus(200, await cast.asAdmin('POST', path, { body })).body.consequences;
    };
    expect(await preview('b.get', { access: 'public' })).toEqual([
      { operation: `${name}.b.get`, kind: 'opens', roles: [], apps: [] },
    ]);
    const [gaining, losing] = await preview('b.get', { access: 'private', scopes: [`${name}.a.get`] }); // prettier-ignore
    expect(gaining).toMatchObject({ kind: 'gains', roles: [part.name], apps: [] });
    expect(losing).toMatchObject({ kind: 'loses', roles: [], apps: [{ key: app.appKey, calls: 3 }] }); // prettier-ignore
    expect(await preview('b.get', { access: 'private' })).toEqual([]);
  });
});

describe('an operation', () => {
  it('that asks for a scope keeps it from being deleted, and follows its new name', async () => {
    const { id, name } = await makeApi(cast, { paths: PATHS });
    const body = { name: `${name.replaceAll('-', '_')}_read` };
    const made = expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body })).body;
    const scopes = [made.name, `${name}.a.get`];
    expectStatus(200, await decide(id, `${name}.b.get`, { access: 'private', scopes }));
    const refused = await cast.asAdmin('DELETE', `/backend/scope/${made.id}`);
    expect(refused.body).toMatchObject({ code: 'scope_in_use' });
    await importPaths(id, { '/a': get('x.get'), '/b': get('b.get') });
    const [b] = await operationsOf(cast, id);
    expect(b?.scopes).toEqual([`${name}.x.get`, made.name]);
    const api = await bed.app.get(ApisCache).find(name);
    expect(api?.operations.literals.get('b')?.methods.get('GET')?.needs).toEqual([
      [`${name}.x.get`, `${name}.a.get`],
      [made.name],
    ]);
    const wrong = await decide(id, `${name}.b.get`, { access: 'private', scopes: ['nothing'] });
    expect(wrong.body.errors).toMatchObject([{ field: 'scopes', code: 'unknown_scope' }]);
    const open = await decide(id, `${name}.b.get`, { access: 'private', scopes: ['openid'] });
    expect(open.body.errors).toMatchObject([{ field: 'scopes', code: 'unknown_scope' }]);
    expectStatus(404, await decide(id, `${name}.nothing`, { access: 'private' }));
  });

  it('of an API whose base path changes moves with it', async () => {
    const { id, name } = await makeApi(cast, { paths: PATHS, open: ['a.get'], basePath: '/v1' });
    const put = (body: object) => cast.asAdmin('PUT', `/backend/api/${id}`, { body });
    expectStatus(200, await put({ basePath: '/v2' }));
    expect((await operationsOf(cast, id)).map(({ path, access }) => [path, access])).toEqual([
      ['/v2/a', 'public'],
      ['/v2/b', 'private'],
    ]);
    expectStatus(200, await put({ basePath: '/' }));
    expect((await bed.app.get(ApisCache).find(name))?.operations.literals.has('a')).toBe(true);
    for (const basePath of ['', 'v1', '/v1/', '//', '/a/../b', '/{a}', '/%61', '/a;b'])
      expectStatus(400, await put({ basePath }));
    const ahead = (days: number) => new Date(bed.clock.now() + days * 86_400_000).toISOString();
    expectStatus(400, await put({ observeUntil: ahead(15) }));
    expectStatus(400, await put({ observeUntil: ahead(-1) }));
    const observing = expectStatus(200, await put({ observeUntil: ahead(13) })).body;
    expect(Date.parse(observing.observeUntil)).toBeGreaterThan(bed.clock.now());
    expect(expectStatus(200, await put({ observeUntil: null })).body.observeUntil).toBeNull();
    for (const keyHeader of ['Authorization', 'X-Forwarded-For', 'Gatehouse-App', 'a b', ''])
      expectStatus(400, await put({ keyHeader }));
    for (const publicUrl of ['x', 'ftp://x', 'https://x/?a', 'https://u:p@x', 'https://x#y'])
      expectStatus(400, await put({ publicUrl }));
  });
});

describe('calls', () => {
  it('are counted by the hour for thirty days, whichever instance counted them', async () => {
    const { id, name } = await makeApi(cast, { paths: PATHS });
    const { appKey } = await cast.app();
    const note = (outcome: 'allowed' | 'refused') =>
      bed.app.get(CallsService).note(id, `${name}.a.get`, appKey, outcome);
    const lately = async () => {
      const found = await bed.app.get(CallsService).lately(id);
      return found.get(`${name}.a.get`)?.get(appKey);
    };
    note('allowed');
    note('refused');
    expect(await lately()).toBe(1);
    bed.clock.advance(24 * 3_600_000);
    note('allowed');
    note('allowed');
    expect(await lately()).toBe(3);
    const kept = (await bed.dump()).filter(({ table, column }) => table === 'api_call' && column === 'times'); // prettier-ignore
    expect(kept.length).toBeGreaterThanOrEqual(3);
    bed.clock.advance(29.5 * 24 * 3_600_000);
    expect(await lately()).toBe(2);
  });
});
