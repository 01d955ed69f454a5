import { createPublicKey, verify } from 'node:crypto';
import { makeApi, openOperation, type TestApi } from '../support/apis.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { appWith, newGate, type TestGate } from '../support/gates.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

const IDENTITY = ['operation', 'app', 'subject', 'account', 'scope', 'request-id', 'assertion'];

describe('the decision', () => {
  const bed = testbed();
  let cast: Cast;
  let api: TestApi;
  let app: TestApp;
  let token: string;
  let gates: Record<'nginx' | 'forward' | 'envoy' | 'json', TestGate>;
  const dialects = ['nginx', 'forward', 'envoy', 'json'] as const;

  beforeAll(async () => {
    cast = new Cast(bed);
    api = await makeApi(cast, {
      paths: {
        '/books': { get: { operationId: 'books.list' }, post: { operationId: 'books.create' } },
        '/books/{isbn}': { get: { operationId: 'books.get' } },
        '/health': { get: { operationId: 'health' } },
      },
      open: ['health'],
    });
    app = await appWith(cast, [`${api.name}.books`]);
    token = await cast.token(app);
    const made = dialects.map(async (dialect) => [
      dialect,
      await newGate(cast, bed.wire, api.name, dialect),
    ]);
    gates = Object.fromEntries(await Promise.all(made));
  });

  const update = async (body: object) =>
    expectStatus(200, await cast.asAdmin('PUT', `/backend/api/${api.id}`, { body }));

  it.each(dialects)(
    'lets a token with the scope through, and tells who calls: %s',
    async (dialect) => {
      const answer = await gates[dialect].ask({ target: '/books/42?x=y', token });
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'gatehouse-decision': 'allow',
        'gatehouse-operation': `${api.name}.books.get`,
        'gatehouse-app': app.appKey,
        'gatehouse-subject': app.appKey,
        'gatehouse-account': '-',
        'gatehouse-scope': `${api.name}.books.get`,
        'gatehouse-assertion': '-',
      });
      expect(answer.headers['gatehouse-request-id']).toMatch(/^[\w-]{8,}$/);
    },
  );

  it.each(dialects)(
    'lets everybody into a public operation, and names nobody: %s',
    async (dialect) => {
      for (const given of [undefined, token, 'garbage']) {
        const { status, headers } = await gates[dialect].ask({ target: '/health', token: given });
        expect(status).toBe(200);
        for (const name of IDENTITY.filter((each) => !/operation|request-id/.test(each)))
          expect(headers[`gatehouse-${name}`]).toBe('-');
        expect(headers['gatehouse-operation']).toBe(`${api.name}.health`);
      }
    },
  );

  it.each([
    ['without a credential', {}, 401, 'authentication_required'],
    ['with a broken token', { token: 'garbage' }, 401, 'invalid_token'],
    ['with another scheme', { headers: { authorization: 'Basic eDp5' } }, 401, 'authentication_required'], // prettier-ignore
    [
      'with a token in place of a key',
      { headers: { 'x-api-key': 'garbage' } },
      401,
      'invalid_token',
    ],
    ['on an unknown path without a credential', { target: '/x' }, 401, 'authentication_required'],
    ['with two readings of the path', { target: '/books//42' }, 400, 'ambiguous_request'],
  ])('refuses %s', async (_, wish, status, code) => {
    const asked = { target: '/books', ...wish };
    for (const dialect of ['forward', 'envoy', 'json'] as const) {
      const answer = await gates[dialect].ask(asked);
      expect([dialect, answer.status, answer.body.code]).toEqual([dialect, status, code]);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.headers).toMatchObject({
        'gatehouse-decision': 'refuse',
        'gatehouse-code': code,
      });
      expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
    }
    const { status: seen, headers } = await gates.nginx.ask(asked);
    expect(seen).toBe(status === 401 ? 401 : 403);
    expect(headers).toMatchObject({ 'gatehouse-status': String(status), 'gatehouse-code': code });
    expect(JSON.parse(String(headers['gatehouse-problem']))).toMatchObject({ status, code });
  });

  it('tells a caller of another scope which one is needed, with the metadata of the API', async () => {
    const other = await cast.token(await appWith(cast, ['deliveries']));
    const answer = await gates.forward.ask({ target: '/books', token: other });
    expect([answer.status, answer.body.code]).toEqual([403, 'insufficient_scope']);
    const challenge = String(answer.headers['www-authenticate']);
    expect(challenge).toContain(`scope="${api.name}.books.list"`);
    const [, metadata = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
    expect(metadata).toBe(`${bed.url}/.well-known/oauth-protected-resource/gate/${api.name}`);
    const { body } = await bed.wire.get(metadata.slice(bed.url.length));
    expect(body).toMatchObject({ resource: api.publicUrl, authorization_servers: [bed.url] });
    const { headers } = await gates.nginx.ask({ target: '/books', token: other });
    expect(headers['gatehouse-challenge']).toBe(challenge);
    expect(headers['www-authenticate']).toBeUndefined();
  });

  it('knows 404 and 405 for callers with a token alone', async () => {
    const unknown = await gates.json.ask({ target: '/x', token });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'unknown_operation']);
    const method = await gates.json.ask({ target: '/books', method: 'DELETE', token });
    expect([method.status, method.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    expect((await gates.json.ask({ target: '/books', method: 'DELETE' })).status).toBe(401);
    expect((await gates.envoy.ask({ target: '/books', method: 'PROPFIND', token })).status).toBe(
      405,
    );
  });

  it('counts HEAD as GET', async () => {
    const { status, headers } = await gates.envoy.ask({
      target: '/books/1',
      method: 'HEAD',
      token,
    });
    expect([status, headers['gatehouse-operation']]).toEqual([200, `${api.name}.books.get`]);
  });

  it('refuses a gate without a key, with a wrong one, of another dialect or another API', async () => {
    const asked = { 'x-forwarded-method': 'GET', 'x-forwarded-uri': '/health' };
    const path = `/gate/forward/${api.name}`;
    for (const key of [undefined, 'x', gates.nginx.key, `${gates.forward.key}x`]) {
      const headers = { ...asked, ...(key && { 'gatehouse-gate': key }) };
      const { status, body } = await bed.wire.get(path, { headers });
      expect([status, body.code]).toEqual([403, 'gate_unknown']);
    }
    const headers = { ...asked, 'gatehouse-gate': gates.forward.key };
    for (const other of ['none', 'backend', '-'])
      expect((await bed.wire.get(`/gate/forward/${other}`, { headers })).body.code).toBe('gate_unknown'); // prettier-ignore
  });

  it('refuses a source that is missing or there twice', async () => {
    const key = { 'gatehouse-gate': gates.nginx.key };
    const path = `/gate/nginx/${api.name}`;
    const both = { 'x-original-method': 'GET', 'x-original-uri': '/health' };
    for (const headers of [
      { 'x-original-method': 'GET' },
      { 'x-original-uri': '/health' },
      { 'x-forwarded-method': 'GET', 'x-forwarded-uri': '/health' },
      { ...both, 'x-original-uri': ['/health', '/health'] },
      { ...both, 'x-original-method': ['GET', 'GET'] },
      { ...both, 'x-original-uri': '' },
    ]) {
      const answer = await bed.wire.get(path, { headers: { ...key, ...headers } as never });
      expect(answer.headers).toMatchObject({ 'gatehouse-status': '400', 'gatehouse-code': 'ambiguous_request' }); // prettier-ignore
    }
    for (const raw of [
      '{"method":"GET","method":"GET","target":"/health"}',
      '{"target":"/health"}',
      '{"method":"GET"}',
      '{"method":"GET","target":"/health","headers":{"a":"1","a":"2"}}',
      '{"method":"GET","target":"/health","headers":{"a":1}}',
      '[]',
      'x',
    ]) {
      const own = { 'gatehouse-gate': gates.json.key };
      const answer = await bed.wire.post(`/gate/json/${api.name}`, { raw, headers: own });
      expect([raw, answer.status, answer.body.code]).toEqual([raw, 400, 'ambiguous_request']);
    }
  });

  it('answers everything else below /gate with 404, to browsers too', async () => {
    const headers = { 'gatehouse-gate': gates.nginx.key, accept: 'text/html' };
    for (const path of [
      '/gate/',
      '/gate/nginx',
      '/gate/nginx/',
      '/gate/other/x',
      `/gate/nginx/${api.name}/x`,
    ]) {
      const answer = await bed.wire.get(path, { headers });
      expect([path, answer.status, answer.headers['content-type']]).toEqual([path, 404, 'application/problem+json']); // prettier-ignore
    }
    expect((await bed.wire.post(`/gate/nginx/${api.name}`, { headers })).status).toBe(404);
    expect((await bed.wire.get(`/gate/json/${api.name}`, { headers })).status).toBe(404);
  });

  it('ignores preconditions, ranges, expectations and bodies of a question', async () => {
    const headers = {
      'if-none-match': '*',
      'if-match': '"x"',
      range: 'bytes=0-1',
      expect: 'the-moon',
      upgrade: 'websocket',
      'gatehouse-gate': gates.forward.key,
      'x-forwarded-method': 'POST',
      'x-forwarded-uri': '/books',
      authorization: `Bearer ${token}`,
    };
    const raw = 'x'.repeat(1000);
    const answer = await bed.wire.send('POST', `/gate/forward/${api.name}`, { headers, raw });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it('keeps to the account of a token, and tells it', async () => {
    const partner = await cast.admin();
    const account = await cast.account(partner);
    const bound = await cast.token(app, { scope: `${api.name}.books account:${account.id}` });
    const { headers } = await gates.json.ask({ target: '/books', token: bound });
    expect(headers['gatehouse-account']).toBe(account.id);
    const other = { target: '/books', token: bound, headers: { 'x-account': 'acc_x' } };
    const refused = await gates.json.ask(other);
    expect([refused.status, refused.body.code]).toEqual([403, 'account_restricted']);
  });

  it('takes tokens that were made for this API or for us, and for no other', async () => {
    const other = await makeApi(cast);
    const mine = await cast.token(app, { resource: api.publicUrl });
    expect((await gates.json.ask({ target: '/books', token: mine })).status).toBe(200);
    const theirs = await cast.token(app, { resource: other.publicUrl });
    const refused = await gates.json.ask({ target: '/books', token: theirs });
    expect([refused.status, refused.body.code]).toEqual([401, 'invalid_token']);
  });

  it('passes preflights when the API says so, and for methods that exist alone', async () => {
    const preflight = (method: string) => ({
      method: 'OPTIONS',
      target: '/books',
      headers: { origin: 'https://x.example', 'access-control-request-method': method },
    });
    expect((await gates.json.ask(preflight('POST'))).status).toBe(401);
    await update({ preflight: true });
    const answer = await gates.json.ask(preflight('POST'));
    expect([answer.status, answer.headers['gatehouse-operation']]).toEqual([200, '-']);
    expect((await gates.json.ask(preflight('DELETE'))).status).toBe(401);
    await update({ preflight: false });
  });

  it('signs who calls for the API that wants it, with our published keys, for a minute', async () => {
    await update({ assertion: true });
    const { headers } = await gates.json.ask({ target: '/books', token });
    const assertion = String(headers['gatehouse-assertion']);
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const { typ, alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    expect([typ, alg]).toEqual(['gate+jwt', 'ES256']);
    const { keys } = (await bed.wire.get('/.well-known/jwks.json')).body;
    const jwk = keys.find((each: { kid: string }) => each.kid === kid);
    const key = {
      key: createPublicKey({ key: jwk, format: 'jwk' }),
      dsaEncoding: 'ieee-p1363' as const,
    };
    const signed = Buffer.from(`${head}.${claims}`);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    const told = claimsOf(assertion);
    expect(told).toMatchObject({
      iss: bed.url,
      aud: api.publicUrl,
      sub: app.appKey,
      client_id: app.appKey,
      operation: `${api.name}.books.list`,
      scope: `${api.name}.books.list`,
    });
    expect(told.exp - told.iat).toBe(60);
    expect((await gates.json.ask({ target: '/health' })).headers['gatehouse-assertion']).toBe('-');
    // It is no access token, neither here nor at the gate.
    expect((await gates.json.ask({ target: '/books', token: assertion })).status).toBe(401);
    expect((await bed.wire.get('/api/deliveries', { token: assertion })).status).toBe(401);
    await update({ assertion: false });
  });

  it('observes until a date: lets through, says what it would refuse, but never forged headers', async () => {
    await update({ observeUntil: new Date(bed.clock.now() + 60_000).toISOString() });
    const observed = await gates.json.ask({ target: '/books' });
    expect(observed.status).toBe(200);
    expect(observed.headers).toMatchObject({
      'gatehouse-decision': 'would-refuse',
      'gatehouse-app': '-',
    });
    const spelled = await gates.json.ask({ target: '/books/..', token });
    expect(spelled.headers).toMatchObject({
      'gatehouse-decision': 'would-refuse',
      'gatehouse-app': app.appKey,
    });
    const both = { target: '/books', token, headers: { 'x-api-key': 'x' } };
    expect((await gates.json.ask(both)).headers['gatehouse-app']).toBe('-');
    const forged = await gates.json.ask({
      target: '/books',
      token,
      headers: { 'Gatehouse-App': 'x' },
    });
    expect([forged.status, forged.headers['gatehouse-decision']]).toEqual([400, 'refuse']);
    bed.clock.advance(61_000);
    expect((await gates.json.ask({ target: '/books' })).status).toBe(401);
    await update({ observeUntil: null });
  });

  it('shows refusals to the developer and to administrators, counted by hour', async () => {
    const owner = await cast.admin();
    const own = await appWith(cast, ['deliveries']);
    const mine = await cast.token(own);
    for (let times = 0; times < 3; times += 1)
      await gates.json.ask({ target: '/books/secret-number', token: mine });
    const path = `/consumer/app/${own.id}/refusal`;
    const { body } = await bed.wire.get(path, { token: owner.token });
    expect(body.entry).toEqual([
      expect.objectContaining({
        api: api.name,
        operation: `${api.name}.books.get`,
        method: 'GET',
        path: '/books/{isbn}',
        status: 403,
        code: 'insufficient_scope',
        credential: { kind: 'access_token', tail: mine.slice(-4) },
        times: 3,
      }),
    ]);
    const all = await cast.asAdmin('GET', `/backend/refusal?api=${api.name}`);
    expect(all.text).not.toContain('secret-number');
    expect(all.body.entry[0]).toMatchObject({ appKey: own.appKey, times: 3 });
    const stranger = await cast.developer();
    expect((await bed.wire.get(path, { token: stranger.token })).status).toBe(404);
  });

  it('tells the owner of a token that does not count any more why', async () => {
    const own = await appWith(cast, [api.name]);
    const reasons = async () => {
      const path = `/consumer/app/${own.id}/refusal?count=100`;
      const { body } = await bed.wire.get(path, { token: (await cast.admin()).token });
      return body.entry.map(({ reason }: { reason: string }) => reason);
    };
    const revoked = await cast.token(own);
    const basic: [string, string] = [own.appKey, own.appSecret];
    await bed.wire.post('/authorization/revoke', { basic, form: { token: revoked } });
    await gates.json.ask({ target: '/books', token: revoked });
    const other = await makeApi(cast);
    const foreign = await cast.token(own, { resource: other.publicUrl });
    await gates.json.ask({ target: '/books', token: foreign });
    const headers = { 'x-api-key': await cast.token(own) };
    await gates.json.ask({ target: '/books', headers });
    expect((await reasons()).sort()).toEqual([
      'The access token was made for another API.',
      'The access token was revoked, or its app or user may not act any more.',
      'The key header takes API keys alone.',
    ]);
    const expiring = await cast.token(own);
    bed.clock.advance(2 * 3_600_000);
    await cast.loginAgain();
    await gates.json.ask({ target: '/books', token: expiring });
    expect(await reasons()).toContain('The access token has expired.');
  });

  it('is live on every instance: a closed operation, a disabled app, a renewed gate key', async () => {
    const second = await bed.second();
    const gate = await newGate(cast, bed.wire, api.name);
    const asked = { target: '/books', token: await cast.token(app) };
    const status = async (to: string) =>
      expectStatus(
        200,
        await cast.asAdmin('PUT', `/backend/app/${app.id}`, { body: { status: to } }),
      );
    const until = async (asks: () => Promise<{ status: number }>, status: number) => {
      const end = Date.now() + 5_000;
      while ((await asks()).status !== status) if (Date.now() > end) return false;
      return true;
    };
    expect((await gate.ask(asked, second)).status).toBe(200);
    expect((await gate.ask({ target: '/health' }, second)).status).toBe(200);
    const path = `/backend/api/${api.id}/operation/${api.name}.health`;
    expectStatus(200, await cast.asAdmin('PUT', path, { body: { access: 'private' } }));
    expect(await until(() => gate.ask({ target: '/health' }, second), 401)).toBe(true);
    await openOperation(cast, api.id, `${api.name}.health`);
    await status('disabled');
    expect(await until(() => gate.ask(asked, second), 401)).toBe(true);
    await status('active');
    const body = { overlap: 'now' };
    await cast.asAdmin('POST', `/backend/gate/${gate.id}/key`, { body });
    expect(await until(() => gate.ask({ target: '/health' }, second), 403)).toBe(true);
  });
});
