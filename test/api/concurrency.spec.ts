import { openApiDocument } from '../../src/app.setup.js';
import { makeApi } from '../support/apis.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { newGate } from '../support/gates.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import type { Answer, Wire } from '../support/wire.js';

const bed = testbed();
const cast = new Cast(bed);

type Described = Record<string, { responses: Record<string, object> }>;

/** Every path whose reads carry an entity tag, by the document. */
const taggedPaths = () =>
  Object.entries(openApiDocument(bed.app).paths as Record<string, Described>)
    .filter(([, { get }]) => JSON.stringify(get?.responses['200'] ?? '').includes('"ETag"'))
    .map(([path]) => path);

interface Case {
  /** What to read and change. */
  path: string;
  token: string;
  body: object;
  /** Whether it can be removed, too. */
  removable: boolean;
}

/** One thing of each kind, with a change of it. */
async function caseFor(path: string): Promise<Case> {
  const { token } = await cast.admin();
  const made = async (list: string, body: object) =>
    expectStatus(201, await cast.asAdmin('POST', list, { body })).body.id as string;
  const is = (id: string, body: object = { name: unique('Changed') }): Case => ({
    path: path.replace(/\{\w+\}/, id),
    token,
    body,
    removable: true,
  });
  switch (path) {
    case '/backend/role/{id}':
      return is((await cast.role(['deliveries'])).id);
    case '/backend/scope/{id}':
      return is(await made('/backend/scope', { name: unique('scope') }), { name: unique('other') });
    case '/backend/user/{id}': {
      const person = await cast.developer();
      return is(person.id, { email: `${unique('new')}@example.org` });
    }
    case '/backend/app/{id}':
      return is((await cast.app()).id);
    case '/backend/account/{id}': {
      const { id } = await cast.partner();
      return is(await made('/backend/account', { name: unique('Account'), ownerId: id }));
    }
    case '/backend/api/{id}': {
      const { id } = await makeApi(cast);
      return is(id, { title: unique('Title') });
    }
    case '/backend/gate/{id}': {
      const { name } = await makeApi(cast);
      return is((await newGate(cast, bed.wire, name)).id);
    }
    case '/backend/config/{key}':
      return { ...is('app.max_per_user', { value: 17 }), removable: false };
    case '/backend/page/{id}': {
      const body = {
        kind: 'guide',
        slug: unique('guide').replace('_', '-'),
        language: 'en',
        title: 'A',
        markdown: 'a',
      };
      return is(await made('/backend/page', body), { title: unique('Title') });
    }
    case '/backend/announcement':
      return { ...is('', { textEn: unique('News') }), removable: false };
    case '/backend/appearance':
      return { ...is('', { name: unique('Name') }), removable: false };
    case '/consumer/app/{id}': {
      const app = await cast.app();
      return { ...is(app.id), token: app.owner.token };
    }
    case '/partner/account/{id}': {
      const partner = await cast.partner();
      return { ...is((await cast.account(partner)).id), token: partner.token };
    }
    case '/consumer/account': {
      const person = await cast.developer();
      return { ...is('', { email: `${unique('new')}@example.org` }), token: person.token };
    }
    default:
      throw new Error(`${path} has an entity tag: say here what one is and how it changes.`);
  }
}

const read = async ({ path, token }: Case, wire: Wire = bed.wire) => {
  const answer = expectStatus(200, await wire.get(path, { token }));
  return String(answer.headers.etag);
};
const put = ({ path, token, body }: Case, ifMatch?: string, wire: Wire = bed.wire) =>
  wire.put(path, { token, body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });
const remove = ({ path, token }: Case, ifMatch: string) =>
  bed.wire.delete(path, { token, headers: { 'if-match': ifMatch } });
const refused = ({ status, body }: Answer) => [status, body.code];
const CHANGED = [412, 'changed_meanwhile'];

describe('A change that says what it replaces', () => {
  it('is possible for everything that people edit in forms', () => {
    expect(taggedPaths()).toEqual(
      expect.arrayContaining([
        '/backend/role/{id}',
        '/backend/app/{id}',
        '/backend/user/{id}',
        '/backend/config/{key}',
        '/consumer/app/{id}',
        '/consumer/account',
      ]),
    );
  });

  it('is made when nothing changed since, and never over what its sender has not seen', async () => {
    for (const path of taggedPaths()) {
      const thing = await caseFor(path);
      const before = await read(thing);
      expect([path, before]).toEqual([path, expect.stringMatching(/^"[^"]+"$/)]);
      expect([path, await read(thing)]).toEqual([path, before]);
      const first = expectStatus(200, await put(thing, before));
      const after = String(first.headers.etag);
      expect([path, after === before, await read(thing)]).toEqual([path, false, after]);
      expect([path, ...refused(await put(thing, before))]).toEqual([path, ...CHANGED]);
      if (thing.removable)
        expect([path, ...refused(await remove(thing, before))]).toEqual([path, ...CHANGED]);
      expect([path, await read(thing)]).toEqual([path, after]);
      if (thing.removable) expectStatus(204, await remove(thing, after));
    }
    await cast.setting('app.max_per_user', 16);
  });

  it('is described with its headers and its refusal', () => {
    const { paths } = openApiDocument(bed.app) as { paths: Record<string, any> };
    for (const path of taggedPaths())
      for (const change of [paths[path].put, paths[path].delete].filter(Boolean)) {
        const headers = change.parameters.filter((each: { in: string }) => each.in === 'header');
        expect(headers).toEqual([expect.objectContaining({ name: 'If-Match', required: false })]);
        expect(change.responses['412']).toBeDefined();
      }
    expect(paths['/backend/role'].post.responses['201'].headers).toHaveProperty('ETag');
  });

  describe('of a role', () => {
    let role: Case;
    let other: Person;

    beforeAll(async () => {
      other = await cast.holderOf(['backend.role', 'deliveries']);
    });

    beforeEach(async () => {
      role = await caseFor('/backend/role/{id}');
    });

    it('is told who was faster, and when', async () => {
      const tag = await read(role);
      const from = Date.now() - 1_000;
      expectStatus(200, await put({ ...role, token: other.token, body: { scopes: [] } }));
      const answer = await put(role, tag);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(refused(answer)).toEqual(CHANGED);
      expect(answer.body.changedBy).toBe(other.username);
      expect(answer.body.changedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(Date.parse(answer.body.changedAt)).toBeGreaterThan(from);
      expect((await bed.wire.get(role.path, role)).body.scopes).toEqual([]);
    });

    it('names nobody when who was faster is gone', async () => {
      const gone = await cast.holderOf(['backend.role', 'deliveries']);
      const tag = await read(role);
      expectStatus(200, await put({ ...role, token: gone.token, body: { scopes: [] } }));
      expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${gone.id}`));
      expect((await put(role, tag)).body.changedBy).toBeNull();
    });

    it('does not mind new holders, nor a change that changes nothing', async () => {
      const tag = await read(role);
      const roleId = role.path.split('/').pop();
      const person = await cast.developer();
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { roleId } })); // prettier-ignore
      expectStatus(200, await put({ ...role, body: { scopes: ['deliveries'] } }));
      expectStatus(200, await put(role, tag));
    });

    it('takes any state with *, one of several tags, and no weak one', async () => {
      const tag = await read(role);
      const twice = { ...role, body: { description: unique('text') } };
      expectStatus(200, await put(twice, '*'));
      expect(refused(await put(role, tag))).toEqual(CHANGED);
      const now = await read(role);
      expect(refused(await put(role, `W/${now}`))).toEqual(CHANGED);
      expectStatus(200, await put(role, `"a,b" ,, ${tag},${now}`));
    });

    it('is refused when it cannot be read: 400', async () => {
      const now = await read(role);
      for (const wrong of ['', now.slice(1), 'abc', '"a" "b"', `${now}, *`, `w/${now}`, ','])
        expect([wrong, ...refused(await put(role, wrong))]).toEqual([
          wrong,
          400,
          'invalid_request',
        ]);
      expect(await read(role)).toBe(now);
    });

    it('goes to one of twenty at the same moment, on two instances', async () => {
      const two = await bed.second();
      const tag = await read(role);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          put({ ...role, body: { description: `${index}` } }, tag, index % 2 ? two : bed.wire),
        ),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    });

    it('is asked before anything else is decided about a stranger: 404, 403', async () => {
      const stranger = await cast.developer();
      expectStatus(403, await put({ ...role, token: stranger.token }, '"old"'));
      const app = await caseFor('/consumer/app/{id}');
      expectStatus(404, await put({ ...app, token: stranger.token }, '"old"'));
    });
  });

  it('does not mind that a person signs in, and that an app is used', async () => {
    const person = await cast.developer();
    const app = await cast.app({ owner: person });
    const { token } = await cast.admin();
    const things = [
      { path: `/backend/user/${person.id}`, body: { status: 'disabled' } },
      { path: `/backend/app/${app.id}`, body: { name: unique('App') } },
    ].map((thing) => ({ ...thing, token, removable: true }));
    const tags = await Promise.all(things.map((thing) => read(thing)));
    const { username, password } = person;
    const headers = { origin: bed.url, 'accept-language': 'fr' };
    const body = { username, password };
    expectStatus(201, await bed.wire.post('/portal/session', { body, headers }));
    await cast.token(app);
    for (const [index, thing] of things.entries()) expectStatus(200, await put(thing, tags[index]));
  });

  it('sees what its owner changed by other doors: secrets, status', async () => {
    const app = await cast.app();
    const thing: Case = {
      path: `/backend/app/${app.id}`,
      token: (await cast.admin()).token,
      body: { name: unique('App') },
      removable: true,
    };
    for (const [door, body] of [
      ['disable', {}],
      ['enable', {}],
      ['secret', { overlap: '1h' }],
    ] as const) {
      const tag = await read(thing);
      const { status } = await bed.wire.post(`/consumer/app/${app.id}/${door}`, {
        token: app.owner.token,
        body,
      });
      expect([door, status < 300]).toEqual([door, true]);
      const answer = await put(thing, tag);
      expect([door, ...refused(answer), answer.body.changedBy]).toEqual([
        door,
        ...CHANGED,
        app.owner.username,
      ]);
    }
  });

  it('may come from a program in a browser on another site', async () => {
    const headers = {
      origin: 'https://other.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,if-match',
    };
    const { headers: allowed } = await bed.wire.send('OPTIONS', '/api/deliveries', { headers });
    expect(allowed['access-control-allow-headers']).toContain('if-match');
    const { headers: seen } = await bed.wire.get('/api/deliveries', {
      headers: { origin: headers.origin },
    });
    expect(seen['access-control-expose-headers']).toContain('etag');
  });
});
