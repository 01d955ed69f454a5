/** @database sqlite */
import { CHARGES, documentOf, importDocument, makeApi, openOperation } from '../support/apis.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

const bed = testbed();
const cast = new Cast(bed);

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answers = (name: string) => ({
  200: { description: 'Done.', content: { 'application/json': { schema: ref(name) } } },
});
const PATHS = {
  '/charges': {
    get: { operationId: 'charges.list', tags: ['charges'], responses: answers('Charge') },
    post: { operationId: 'charges.create', tags: ['secret'], responses: answers('Secret') },
  },
  '/status': { $ref: '#/components/pathItems/Status' },
};
const BESIDE = {
  servers: [{ url: 'http://upstream.internal:8080' }],
  tags: [{ name: 'charges' }, { name: 'secret', description: 'Hidden.' }],
  components: {
    schemas: {
      Charge: { type: 'object', properties: { amount: ref('Amount'), next: ref('Charge') } },
      Amount: { type: 'integer' },
      Secret: { type: 'object', properties: { amount: ref('Amount') } },
    },
    pathItems: {
      Status: {
        get: { operationId: 'status.get', servers: [{ url: 'http://upstream.internal' }] },
      },
    },
  },
};

describe('the APIs that a developer may call', () => {
  const get = (person: Person, path = '') =>
    bed.wire.get(`/consumer/api${path}`, { token: person.token });

  it('are those that the role opens in part, with these operations and no other', async () => {
    const { name } = await makeApi(cast);
    const person = await cast.holderOf(['consumer', `${name}.charges.list`]);
    const list = expectStatus(200, await get(person)).body;
    expect(list.entry).toEqual([
      {
        name,
        title: name,
        publicUrl: `https://${name}.example.com`,
        basePath: '/',
        keyHeader: 'X-Api-Key',
        operationCount: 1,
      },
    ]);
    const { operations } = expectStatus(200, await get(person, `/${name}`)).body;
    expect(operations).toEqual([
      {
        name: `${name}.charges.list`,
        method: 'GET',
        path: '/charges',
        summary: 'List charges',
        access: 'private',
        scopes: [`${name}.charges.list`],
        needs: [[`${name}.charges.list`]],
      },
    ]);
  });

  it('are hidden from those who may call nothing of them, until something is open', async () => {
    const { id, name } = await makeApi(cast);
    const person = await cast.developer();
    const names = async () =>
      (await get(person)).body.entry.map((api: { name: string }) => api.name);
    expect(await names()).not.toContain(name);
    for (const path of [`/${name}`, `/${name}/document`, '/nothing', '/Nothing%20'])
      expectStatus(404, await get(person, path));
    await openOperation(cast, id, `${name}.status.get`);
    expect(await names()).toContain(name);
    expect((await get(person, `/${name}`)).body.operations).toMatchObject([
      { name: `${name}.status.get`, access: 'public', scopes: [], needs: [] },
    ]);
  });

  it('have a document that tells nothing of what is closed, nor of where the API is', async () => {
    const { id, name } = await makeApi(cast, { basePath: '/v1', paths: PATHS, beside: BESIDE });
    await openOperation(cast, id, `${name}.status.get`);
    const person = await cast.holderOf(['consumer', `${name}.charges.list`]);
    const answer = expectStatus(200, await get(person, `/${name}/document`));
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.body).toEqual({
      openapi: '3.1.0',
      info: { title: 'Payments', version: '1' },
      servers: [{ url: `https://${name}.example.com/v1` }],
      tags: [{ name: 'charges' }],
      paths: {
        '/charges': { get: PATHS['/charges'].get },
        '/status': { get: { operationId: 'status.get' } },
      },
      components: {
        schemas: {
          Charge: BESIDE.components.schemas.Charge,
          Amount: BESIDE.components.schemas.Amount,
        },
      },
    });
  });

  it('say by which former names of a scope an operation is still opened', async () => {
    const list = { operationId: 'charges.list', responses: {} };
    const { id, name } = await makeApi(cast, { paths: { '/charges': { get: list } } });
    const person = await cast.holderOf(['consumer', `${name}.charges.list`]);
    const renamed = documentOf({ '/charges': { get: { ...list, operationId: 'charges.all' } } });
    expectStatus(200, await importDocument(cast, id, renamed));
    const { operations } = expectStatus(200, await get(person, `/${name}`)).body;
    expect(operations).toMatchObject([
      {
        name: `${name}.charges.all`,
        scopes: [`${name}.charges.all`],
        needs: [[`${name}.charges.all`, `${name}.charges.list`]],
      },
    ]);
  });

  it('follow the role at once', async () => {
    const { name } = await makeApi(cast);
    const role = await cast.role(['consumer', `${name}.charges`]);
    const person = await cast.holderOf(role.name);
    expect((await get(person, `/${name}/document`)).text).toContain('charges.create');
    const body = { scopes: ['consumer', `${name}.charges.get`] };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body }));
    expect((await get(person, `/${name}/document`)).text).not.toContain('charges.create');
  });
});

describe('the address of an API', () => {
  const ask = async (resource: string) => {
    const app = await cast.app();
    return bed.wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: { grant_type: 'client_credentials', resource },
    });
  };

  it('is a resource that tokens are made for (RFC 8707), and they work nowhere else', async () => {
    const { publicUrl } = await makeApi(cast, { paths: CHARGES });
    const { access_token: token } = expectStatus(200, await ask(`${publicUrl}/`)).body;
    expect(claimsOf(token).aud).toBe(publicUrl);
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    expect((await ask(`${publicUrl}/v2`)).body.error).toBe('invalid_target');
  });

  it('belongs to the API, whichever app has typed it before', async () => {
    const url = 'https://contested.example.com';
    const squatter = await cast.app({ url });
    const { publicUrl, id } = await makeApi(cast, { publicUrl: `${url}/`, paths: CHARGES });
    const { access_token: token } = expectStatus(200, await ask(url)).body;
    expect(claimsOf(token).aud).toBe(publicUrl);
    const introspect = (app: { appKey: string; appSecret: string }) =>
      bed.wire.post('/authorization/introspect', {
        basic: [app.appKey, app.appSecret],
        form: { token },
      });
    expect((await introspect(squatter)).body).toEqual({ active: false });
    const own = await cast.firstPartyApp({ url, type: 'confidential' });
    expect((await introspect(own)).body).toMatchObject({ active: true, aud: publicUrl });
    const preview = await cast.asAdmin('DELETE', `/backend/api/${id}?preview=true`);
    const headers = { 'if-match': `"${preview.body.revision}"` };
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/api/${id}`, { headers }));
    expect(claimsOf((await ask(url)).body.access_token).aud).toBe(url);
  });
});
