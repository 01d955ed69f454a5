/** @database sqlite */
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { cpuMilliseconds } from '../support/cpu.js';
import { rawHttp } from '../support/programs.js';
import { testbed } from '../support/testbed.js';
import { basicHeader, type Message } from '../support/wire.js';

const TOKEN = '/authorization/token';
const TOKEN_ENDPOINTS = [TOKEN, '/oauth2/token', '/oauth/token'];

// The numbers are those of the list of attacks that this project keeps.
describe('attacks on the token endpoints', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  let authorization: string;
  beforeAll(async () => {
    app = await cast.app();
    authorization = basicHeader(app.appKey, app.appSecret);
  });

  const send = (raw: string, type = 'application/x-www-form-urlencoded', path = TOKEN) =>
    bed.wire.post(path, { raw, headers: { 'content-type': type, authorization } });
  const grant = 'grant_type=client_credentials';

  it.each(TOKEN_ENDPOINTS)(
    'other methods at %s are 405, and Allow names GET only where it works',
    async (path) => {
      const allows = async () =>
        Promise.all(
          ['PUT', 'PATCH', 'DELETE', 'GET', 'HEAD'].map(async (method) => {
            const { status, headers } = await bed.wire.send(method, path);
            return status === 405 ? String(headers.allow) : status;
          }),
        );
      expect(await allows()).toEqual(Array(5).fill('POST'));
      await cast.setting('oauth.token_get', true);
      const allowed = await allows();
      await cast.setting('oauth.token_get', false);
      expect(allowed).toEqual([...Array(3).fill('GET, POST'), 401, 'GET, POST']);
    },
  );

  it.each(TOKEN_ENDPOINTS)(
    'GET %s with everything in the query is 405, never a token',
    async (path) => {
      const query = `?${grant}&client_id=${app.appKey}&client_secret=${app.appSecret}`;
      const answer = expectStatus(405, await bed.wire.get(path + query));
      expect(answer.headers.allow).toBe('POST');
      expect(answer.text).not.toMatch(/access_token|gate_sec_/);
    },
  );

  it.each([
    ['malformed JSON', '{"grant_type":'],
    ['an array', '[]'],
    ['a text', '"client_credentials"'],
    ['a number', '7'],
    ['null', 'null'],
    ['a nested value', '{"grant_type":{"a":1}}'],
    ['a list', '{"grant_type":["client_credentials"]}'],
    ['a nested scope', '{"grant_type":"client_credentials","scope":{"a":"b"}}'],
    ['a poisoned prototype', '{"__proto__":{"grant_type":"client_credentials"}}'],
    ['nothing', ''],
  ])('JSON that is %s is 400 invalid_request', async (_, raw) => {
    const answer = await send(raw, 'application/json');
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense'])(
    'content type %s is 400',
    async (type) => {
      const answer = await send(grant, type);
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    },
  );

  it.each(TOKEN_ENDPOINTS)(
    'POST %s with parameters in the query is 400 invalid_request',
    async (path) => {
      const answers = [
        await send('', undefined, `${path}?${grant}`),
        await send(grant, undefined, `${path}?client_secret=${app.appSecret}`),
        await bed.wire.post(`${path}?client_id=${app.appKey}&client_secret=${app.appSecret}`, {
          form: { grant_type: 'client_credentials' },
        }),
      ];
      for (const answer of answers)
        expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    },
  );

  it('a missing grant_type is invalid_request, an unknown one unsupported_grant_type', async () => {
    for (const raw of ['scope=tasks', 'grant_type=', 'GRANT_TYPE=client_credentials'])
      expect((await send(raw)).body.error).toBe('invalid_request');
    for (const name of ['implicit', 'constructor', '__proto__', 'toString', 'Client_Credentials'])
      expect((await send(`grant_type=${name}`)).body.error).toBe('unsupported_grant_type');
  });

  it('a parameter that comes twice is 400 invalid_request', async () => {
    for (const extra of ['scope=a&scope=b', 'client_id=a&client_id=b', `${grant}`]) {
      const answer = await send(`${grant}&${extra}`);
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    }
  });

  it('an empty parameter counts as omitted', async () => {
    const answer = await send('grant_type=refresh_token&refresh_token=');
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    expectStatus(200, await send(`${grant}&scope=`));
  });

  it.each([
    ['one megabyte', () => `${grant}&x=${'a'.repeat(1_000_000)}`, [413]],
    [
      'ten thousand parameters',
      () => `${grant}&${Array.from({ length: 10_000 }, (_, n) => `p${n}=1`).join('&')}`,
      [400, 413],
    ],
    ['a scope of 100 KB', () => `${grant}&scope=${'a'.repeat(100_000)}`, [400, 413]],
    ['ten thousand scopes', () => `${grant}&scope=${'a+'.repeat(8_000)}`, [400, 413]],
    ['deep JSON', () => `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, [400, 413]],
  ])('%s is refused in no time', async (_, make, statuses) => {
    const raw = make();
    const spent = await cpuMilliseconds(async () => {
      const answer = await send(raw, raw.startsWith('{') ? 'application/json' : undefined).catch(
        (error: Error) => ({ status: 413, text: error.message }), // closed before all was sent
      );
      expect(statuses).toContain(answer.status);
    });
    expect(spent).toBeLessThan(1_000);
  });

  it.each(TOKEN_ENDPOINTS)('every answer of %s is JSON and no-store', async (path) => {
    for (const raw of [grant, 'grant_type=nonsense', '', `${grant}&scope=nonsense`]) {
      const { headers } = await send(raw, undefined, path);
      expect(headers['cache-control']).toContain('no-store');
      expect(headers['content-type']).toMatch(/^application\/json/);
    }
  });

  it('error_description holds RFC 6749’s characters alone, and nothing of the request', async () => {
    const evil = '"\\<evil>é\u0000\u202e';
    const encoded = encodeURIComponent(evil);
    for (const raw of [
      `grant_type=${encoded}`,
      `${grant}&scope=${encoded}`,
      `${grant}&client_id=${encoded}`,
      `grant_type=refresh_token&refresh_token=${encoded}`,
    ]) {
      const { status, body, text } = await send(raw);
      expect(status).toBe(400);
      expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/);
      expect(text).not.toContain('evil');
    }
  });

  it('HEAD, OPTIONS, TRACE, PUT, PATCH and DELETE give no token and no 5xx', async () => {
    for (const path of [...TOKEN_ENDPOINTS, '/api/deliveries', '/consumer/login'])
      for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'PUT', 'DELETE']) {
        const origin = { origin: 'null', 'access-control-request-method': 'POST' };
        const answer = await bed.wire.send(method, path, { headers: origin });
        expect([method, answer.status < 500]).toEqual([method, true]);
        expect(answer.text).not.toContain('access_token');
        expect(answer.headers['access-control-allow-origin']).not.toBe('null');
        expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
      }
  });

  it('an unknown client takes as long to refuse as a wrong secret', async () => {
    const gone = await cast.app();
    await bed.wire.delete(`/consumer/app/${gone.id}`, { token: gone.owner.token });
    const spent: Record<string, number> = { [app.appKey]: 0, [gone.appKey]: 0 };
    const form = { grant_type: 'client_credentials' };
    const rounds = 60;
    for (let round = 0; round < rounds; round += 1)
      for (const key of Object.keys(spent)) {
        const ask = () => bed.wire.post(TOKEN, { basic: [key, 'wrong'], form });
        spent[key] = (spent[key] ?? 0) + (await cpuMilliseconds(ask));
      }
    const [known = 0, unknown = 0] = Object.values(spent);
    expect(Math.abs(known - unknown) / rounds).toBeLessThan(2);
  });

  it('hostile headers do no harm', async () => {
    const hostile: Message['headers'][] = [
      { authorization: 'Basic' },
      { authorization: `Basic ${'A'.repeat(10_000)}` },
      { authorization: 'Bearer x' },
      { authorization: 'Digest username="x"' },
      { authorization: `Basic ${Buffer.from('\u0000:\u0000').toString('base64')}` },
      { authorization: `Basic ${Buffer.from('%zz:%zz').toString('base64')}` },
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' },
      { 'content-encoding': 'gzip' },
      { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'evil.example' },
    ];
    for (const headers of hostile) {
      const answer = await bed.wire.post(TOKEN, {
        form: { grant_type: 'client_credentials' },
        headers,
      });
      expect([headers, answer.status < 500]).toEqual([headers, true]);
      expect(answer.text).not.toContain('access_token');
    }
  });

  it('two Authorization headers are refused', async () => {
    for (const path of [...TOKEN_ENDPOINTS, '/authorization/introspect', '/api/deliveries']) {
      const answer = await rawHttp(
        bed.url,
        `POST ${path} HTTP/1.1
Authorization: ${authorization}
authorization: Basic eDp5
Content-Type: application/x-www-form-urlencoded

${grant}`,
      );
      expect([path, answer.status]).toEqual([path, 400]);
      expect(answer.body.error ?? answer.body.code).toBe('invalid_request');
    }
  });
});
