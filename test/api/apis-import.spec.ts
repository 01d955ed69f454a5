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

const get = (operationId: string, more = {}) => ({ get: { operationId, ...more } });
const PATHS: Paths = { '/a': get('a.get'), '/b': get('b.get') };
const importPaths = async (id: string, paths: Paths) =>
  expectStatus(200, await importDocument(cast, id, documentOf(paths))).body;
const faultsOf = async (id: string, paths: Paths) => {
  const { faults } = await previewImport(cast, id, documentOf(paths));
  return faults.map((fault: { where: string; message: string }) => fault.message);
};
const decide = async (id: string, name: string, body: object) =>
  cast.asAdmin('PUT', `/backend/api/${id}/operation/${name}`, { body });
const scopeNamed = async (name: string) => {
  const { body } = await cast.asAdmin('GET', `/backend/scope?search=${name}&count=100`);
  return body.entry.find((scope: { name: string }) => scope.name === name);
};

describe('an import', () => {
  it('is applied with the revision of its preview alone', async () => {
    const { id } = await makeApi(cast, { paths: PATHS });
    const text = documentOf({ '/a': get('a.get') });
    const send = (ifMatch?: string, raw = text) =>
      cast.asAdmin('POST', `/backend/api/${id}/import`, {
        raw,
        headers: { 'content-type': 'application/json', ...(ifMatch && { 'if-match': ifMatch }) },
      });
    expect((await send()).body).toMatchObject({ status: 428, code: 'precondition_required' });
    expect((await send('"another"')).body).toMatchObject({ status: 412, code: 'changed_meanwhile' }); // prettier-ignore
    const { revision } = await previewImport(cast, id, text);
    expect((await send(`"${revision}"`, documentOf({}))).status).toBe(412);
    expectStatus(200, await cast.asAdmin('PUT', `/backend/api/${id}`, { body: { title: 'New' } }));
    expect((await send(`"${revision}"`)).body.changedBy).toBe('admin');
    expect(await operationsOf(cast, id)).toHaveLength(2);
    const again = await previewImport(cast, id, text);
    expectStatus(200, await send(`"${again.revision}"`));
    expect((await send(`"${again.revision}"`)).status).toBe(412);
    expect(await operationsOf(cast, id)).toHaveLength(1);
  });

  it('of a faulty document is previewed with its faults, and changes nothing', async () => {
    const { id } = await makeApi(cast, { paths: PATHS });
    const before = await bed.dump();
    for (const [text, type] of [
      [documentOf({ '/a': get('x'), '/b': get('x') }), 'json'],
      ['{"swagger":"2.0"}', 'json'],
      ['no document', 'yaml'],
      ['', 'json'],
    ] as const) {
      const report = await previewImport(cast, id, text, type);
      expect(report.faults).toHaveLength(1);
      const answer = await importDocument(cast, id, text, type);
      expect([answer.status, answer.body.code]).toEqual([409, 'faulty_document']);
      expect(answer.body.faults).toEqual(report.faults);
    }
    expect(await bed.dump()).toEqual(before);
  });

  it('takes YAML, and nothing but JSON and YAML', async () => {
    const { id, name } = await makeApi(cast, { paths: {} });
    const text = 'openapi: 3.0.0\npaths:\n  /a:\n    get: {operationId: a.get}\n';
    expectStatus(200, await importDocument(cast, id, text, 'yaml'));
    expect((await operationsOf(cast, id)).map((each) => each.name)).toEqual([`${name}.a.get`]);
    const headers = { 'content-type': 'text/plain' };
    const path = `/backend/api/${id}/import?preview=true`;
    expect((await cast.asAdmin('POST', path, { raw: text, headers })).body).toMatchObject({
      code: 'unsupported_media_type',
      detail: 'Send application/json or application/yaml.',
    });
  });

  it('holds at most 8 MiB, and a stranger cannot make us read it', async () => {
    const { id } = await makeApi(cast, { paths: {} });
    const path = `/backend/api/${id}/import?preview=true`;
    const headers = { 'content-type': 'application/json' };
    const text = documentOf({}, { 'x-long': 'x'.repeat(8 * 1024 * 1024 - 200) });
    expectStatus(200, await cast.asAdmin('POST', path, { raw: text, headers }));
    const longer = { raw: text + ' '.repeat(200), headers };
    expect((await cast.asAdmin('POST', path, longer)).body.code).toBe('too_large');
    expectStatus(401, await bed.wire.post(path, longer));
    expectStatus(401, await bed.wire.post('/backend/api', longer));
    const body = { name: 'long', title: 'Long', publicUrl: 'https://long.example.com' };
    const withDocument = (document: string) =>
      cast.asAdmin('POST', '/backend/api', { body: { ...body, document } });
    expect((await withDocument(text + ' '.repeat(200))).body.code).toBe('too_large');
    expectStatus(201, await withDocument(text));
  });
});

describe('what was decided', () => {
  it('survives every import that still has the operation, and ends with one that has not', async () => {
    const { id, name } = await makeApi(cast, { paths: PATHS, open: ['a.get'] });
    expectStatus(200, await decide(id, `${name}.b.get`, { access: 'private', scopes: ['tasks'] }));
    await importPaths(id, { ...PATHS, '/c': get('c.get', { security: [] }) });
    const [a, b, c] = await operationsOf(cast, id);
    expect(a).toMatchObject({ access: 'public', reason: 'The test wants it.' });
    expect(b).toMatchObject({ access: 'private', scopes: ['tasks'] });
    expect(c).toMatchObject({ access: 'private', proposedPublic: true });
    await importPaths(id, {});
    await importPaths(id, PATHS);
    expect(await operationsOf(cast, id)).toMatchObject([
      { access: 'private', scopes: [`${name}.a.get`], reason: null },
      { access: 'private', scopes: [`${name}.b.get`] },
    ]);
  });

  it('does not follow an open operation to another place: it is private again', async () => {
    for (const paths of [{ '/z': get('a.get') }, { '/a': { post: get('a.get').get } }] as Paths[]) {
      const { id, name } = await makeApi(cast, { paths: PATHS, open: ['a.get'] });
      const { changed } = await importPaths(id, paths);
      expect(changed).toEqual([
        { name: `${name}.a.get`, what: expect.arrayContaining([expect.stringMatching(/private again/)]) }, // prettier-ignore
      ]);
      expect((await operationsOf(cast, id))[0]?.access).toBe('private');
    }
  });

  it('is kept by an operation that has another name, and the name before opens it still', async () => {
    const { id, name } = await makeApi(cast, { paths: PATHS, open: ['a.get'] });
    const role = await cast.role([`${name}.b.get`]);
    const report = await importPaths(id, { '/a': get('x.get'), '/b': get('y.get') });
    expect(report.renamed).toContainEqual({
      from: `${name}.b.get`,
      to: `${name}.y.get`,
      method: 'GET',
      path: '/b',
    });
    expect([report.added, report.removed]).toEqual([[], []]);
    const [x, y] = await operationsOf(cast, id);
    expect(x).toMatchObject({ name: `${name}.x.get`, access: 'public' });
    expect(y).toMatchObject({ name: `${name}.y.get`, aliases: [`${name}.b.get`] });

    const scope = await scopeNamed(`${name}.b.get`);
    const drop = () => cast.asAdmin('DELETE', `/backend/scope/${scope.id}`);
    expect((await drop()).body.code).toBe('scope_in_use');
    expect(await faultsOf(id, { '/a': get('x.get'), '/b': get('y.get'), '/c': get('b.get') })).toEqual([expect.stringMatching(/still opens/)]); // prettier-ignore
    expectStatus(200, await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body: { scopes: [] } })); // prettier-ignore
    expectStatus(204, await drop());
    expect((await operationsOf(cast, id))[1]?.aliases).toEqual([]);
    expect(await scopeNamed(`${name}.b`)).toBeUndefined();
    await importPaths(id, { '/a': get('x.get'), '/b': get('y.get'), '/c': get('b.get') });
    // Its own former name an operation may have again.
    await importPaths(id, { '/a': get('a.get'), '/b': get('y.get'), '/c': get('b.get') });
    expect((await operationsOf(cast, id))[0]?.aliases).toEqual([`${name}.x.get`]);
  });

  it('counts at once on another instance', async () => {
    const { id, name } = await makeApi(cast, { paths: PATHS });
    const other = await bed.second();
    const { token } = await cast.developer();
    const isOpen = async () => (await other.get(`/consumer/api/${name}`, { token })).status === 200;
    expect(await isOpen()).toBe(false);
    expectStatus(200, await decide(id, `${name}.a.get`, { access: 'public', reason: 'Yes.' }));
    for (let tries = 0; tries < 100 && !(await isOpen()); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await isOpen()).toBe(true);
  });
});

describe('a name', () => {
  it('is a fault when its scope would open another operation', async () => {
    const { id } = await makeApi(cast, { paths: { '/a': get('a') } });
    expect(await faultsOf(id, { '/a': get('a'), '/b': get('a.b') })).toEqual([
      expect.stringMatching(/would open it too/),
    ]);
    // The name before is still a scope.
    await importPaths(id, { '/a': get('x') });
    expect(await faultsOf(id, { '/a': get('x'), '/b': get('a.b') })).toHaveLength(1);
  });

  it('is a fault when somebody made a scope of it by hand', async () => {
    const { id, name } = await makeApi(cast, { paths: {} });
    const body = { name: `${name}.a`, description: '' };
    expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body }));
    expect(await faultsOf(id, { '/a': get('a') })).toEqual([expect.stringMatching(/by hand/)]);
    expect(await faultsOf(id, { '/a': get('a.b') })).toEqual([expect.stringMatching(/by hand/)]);
  });

  it('of an API is none of ours, and none that there is', async () => {
    const { name: taken } = await makeApi(cast);
    const make = async (name: string) => {
      const body = { name, title: 'X', publicUrl: 'https://x.example.com' };
      return (await cast.asAdmin('POST', '/backend/api', { body })).body.code;
    };
    for (const name of [
      'backend',
      'consumer',
      'authorization',
      'partner',
      'portal',
      'system',
      'deliveries',
      'tasks',
      'well-known',
      'gate',
      'api',
      'oauth',
      'oauth2',
      'openid',
      'account',
      taken,
    ])
      // prettier-ignore
      expect([name, await make(name)]).toEqual([name, 'name_taken']);
    expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body: { name: 'routes.read' } })); // prettier-ignore
    expect(await make('routes')).toBe('name_taken');
    for (const name of ['a', 'A1', '1a', 'a_b', 'a.b', `a${'b'.repeat(31)}`])
      expect([name, await make(name)]).toEqual([name, 'validation_failed']);
  });
});
