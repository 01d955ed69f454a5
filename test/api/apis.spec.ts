import { ApisCache } from '../../src/apis/apis.cache.js';
import { matchPath, segmentsOf } from '../../src/apis/path-tree.js';
import {
  CHARGES,
  documentOf,
  importDocument,
  makeApi,
  openOperation,
  operationsOf,
  previewImport,
} from '../support/apis.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const bed = testbed();
const cast = new Cast(bed);

const live = async (name: string) => {
  const api = await bed.app.get(ApisCache).find(name);
  return (method: string, path: string) =>
    api && matchPath(api.operations, segmentsOf(path))?.node.methods.get(method);
};

describe('an API', () => {
  it('is created with its document at once, and everything in it is closed', async () => {
    const { id, name } = await makeApi(cast, { basePath: '/v1' });
    const operations = await operationsOf(cast, id);
    expect(operations.map((each) => [each.name, each.method, each.path])).toEqual([
      [`${name}.charges.create`, 'POST', '/v1/charges'],
      [`${name}.charges.get`, 'GET', '/v1/charges/{id}'],
      [`${name}.charges.list`, 'GET', '/v1/charges'],
      [`${name}.status.get`, 'GET', '/v1/status'],
    ]);
    expect(operations.every((each) => each.access === 'private')).toBe(true);
    expect(operations[0]?.scopes).toEqual([`${name}.charges.create`]);
    const { body } = await cast.asAdmin('GET', `/backend/scope?count=100&search=${name}`);
    expect(body.entry.map((scope: { name: string }) => scope.name)).toEqual(
      ['', '.charges', '.charges.create', '.charges.get', '.charges.list', '.status', '.status.get'].map((end) => name + end), // prettier-ignore
    );
    expect(body.entry[2].description).toBe('Create a charge (POST /v1/charges).');
    const found = await live(name);
    expect(found('GET', '/v1/charges/7')).toEqual({
      name: `${name}.charges.get`,
      method: 'GET',
      path: '/v1/charges/{id}',
      allow: [],
      public: false,
      needs: [[`${name}.charges.get`]],
    });
  });

  it('is opened operation by operation, with a reason, and the next look sees it', async () => {
    const { id, name } = await makeApi(cast);
    const path = `/backend/api/${id}/operation/${name}.status.get`;
    expectStatus(400, await cast.asAdmin('PUT', path, { body: { access: 'public' } }));
    expect((await live(name))('GET', '/status')?.public).toBe(false);
    await openOperation(cast, id, `${name}.status.get`);
    expect((await live(name))('GET', '/status')?.public).toBe(true);
    expectStatus(200, await cast.asAdmin('PUT', path, { body: { access: 'private' } }));
    expect((await live(name))('GET', '/status')?.public).toBe(false);
  });

  it('is imported after a preview that tells what changes', async () => {
    const { id, name } = await makeApi(cast, { open: ['status.get'] });
    const { '/charges/{id}': _, ...others } = CHARGES;
    const text = documentOf({ ...others, '/refunds': { get: { operationId: 'refunds.list' } } });
    const report = await previewImport(cast, id, text);
    expect(report).toMatchObject({
      added: [{ name: `${name}.refunds.list`, method: 'GET', path: '/refunds' }],
      renamed: [],
      changed: [],
      removed: [{ name: `${name}.charges.get`, method: 'GET', path: '/charges/{id}' }],
      faults: [],
    });
    expect(await operationsOf(cast, id)).toHaveLength(4);
    expectStatus(200, await importDocument(cast, id, text));
    const names = (await operationsOf(cast, id)).map((each) => each.name.slice(name.length + 1));
    expect(names).toEqual(['charges.create', 'charges.list', 'refunds.list', 'status.get']);
    expect((await live(name))('GET', '/status')?.public).toBe(true);
    expect((await live(name))('GET', '/refunds')?.public).toBe(false);
    expect((await live(name))('GET', '/charges/7')).toBeUndefined();
  });

  it('is opened, imported and deleted by nobody who does not hold it', async () => {
    const { id, name } = await makeApi(cast);
    const { token } = await cast.holderOf(['backend.api', `${name}.charges.list`]);
    const path = `/backend/api/${id}`;
    const body = { access: 'public', reason: 'I want it.' };
    const open = (end: string) => bed.wire.put(`${path}/operation/${name}.${end}`, { token, body });
    const headers = { 'content-type': 'application/json', 'if-match': '*' };
    for (const refused of [
      await open('charges.get'),
      await bed.wire.post(`${path}/import`, { token, headers, raw: documentOf({}) }),
      await bed.wire.delete(path, { token, headers: { 'if-match': '*' } }),
      await bed.wire.put(path, { token, body: { basePath: '/v2' } }),
    ])
      expect([refused.status, refused.body.code]).toEqual([403, 'scope_not_held']);
    expectStatus(200, await open('charges.list'));
  });

  it('is deleted after a preview, with its scopes', async () => {
    const { id, name } = await makeApi(cast);
    const role = await cast.role([`${name}.charges`, 'tasks']);
    expectStatus(428, await cast.asAdmin('DELETE', `/backend/api/${id}`));
    const { body } = expectStatus(200, await cast.asAdmin('DELETE', `/backend/api/${id}?preview=true`)); // prettier-ignore
    expect(body.consequences[0]).toMatchObject({ kind: 'stops', roles: ['Administrator', role.name] }); // prettier-ignore
    const headers = { 'if-match': `"${body.revision}"` };
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/api/${id}`, { headers }));
    expectStatus(404, await cast.asAdmin('GET', `/backend/api/${id}`));
    const scopes = await cast.asAdmin('GET', `/backend/scope?search=${name}`);
    expect(scopes.body.totalResults).toBe(0);
    const left = expectStatus(200, await cast.asAdmin('GET', `/backend/role/${role.id}`));
    expect(left.body.scopes).toEqual(['tasks']);
    expect(await bed.app.get(ApisCache).find(name)).toBeUndefined();
  });
});
