/** @database sqlite */
import { type IncomingMessage, request } from 'node:http';
import { Cast, expectStatus } from '../support/cast.js';
import { concrete, type Listed, operations } from '../support/operations.js';
import { ADMIN, testbed } from '../support/testbed.js';
import { Wire } from '../support/wire.js';

/** What a router, a proxy or a person could take for the same path. */
const NEAR_MISSES: [string, (path: string) => string][] = [
  ['a slash at the end', (path) => `${path}/`],
  ['an encoded slash at the end', (path) => `${path}%2F`],
  ['an encoded backslash at the end', (path) => `${path}%5c`],
  ['two slashes at the end', (path) => `${path}//`],
  ['two slashes at the beginning', (path) => `/${path}`],
  ['two slashes within', (path) => path.replace(/(?<=.)\//, '//')],
  ['another letter case', (path) => path.replace(/[a-z]/, (letter) => letter.toUpperCase())],
  ['an encoded letter', (path) => path.replace(/[a-z]/, encoded)],
  ['a dot segment', (path) => `/.${path}`],
  ['a dot segment at the end', (path) => `${path}/.`],
  ['a dot segment that leads back', (path) => `/x/..${path}`],
  ['an encoded dot segment at the end', (path) => `${path}/%2e%2E`],
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function encoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

/** Sends a path as it is written, which a URL would put in order. */
function asWritten(url: string, method: string, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, path, agent: false }, (answer) => resolve(answer.resume()));
    sent.once('error', reject);
    sent.end();
  });
}

describe('a path', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let all: Listed[];
  beforeAll(async () => {
    all = await operations(cast);
  });

  const paths = () => [...new Set(all.map(({ path }) => concrete(path)))];
  const statusesOf = async (method: string, misspell: (path: string) => string) => {
    const found: string[] = [];
    for (const path of paths()
      .map(misspell)
      .filter((each) => !paths().includes(each))) {
      const { statusCode: status, headers } = await asWritten(bed.url, method, path);
      if (status !== 404 || headers.allow) found.push(`${method} ${path}: ${status}`);
    }
    return found;
  };

  it.each(NEAR_MISSES)(
    'has one spelling: with %s it is another one, and 404',
    async (_, misspell) => {
      expect(paths().length).toBeGreaterThan(60);
      for (const method of METHODS) expect(await statusesOf(method, misspell)).toEqual([]);
    },
  );

  it('that is another spelling has no preflight either', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
    expectStatus(204, await bed.wire.send('OPTIONS', '/api/deliveries', { headers }));
    for (const path of ['/api/deliveries/', '/api/%64eliveries', '/api/nothing'])
      expectStatus(404, await bed.wire.send('OPTIONS', path, { headers }));
  });

  it('names all its methods in Allow, and no other', async () => {
    for (const path of paths()) {
      const own = all.filter((each) => concrete(each.path) === path && !isClosed(each));
      const expected = own.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
      const { status, headers } = await bed.wire.send('TRACE', path);
      if (own.length > 0)
        expect([path, status, headers.allow]).toEqual([path, 405, expected.sort().join(', ')]);
    }
  });

  it('that does not exist is 404, whatever the body is', async () => {
    const bodies = [
      ['application/x-www-form-urlencoded', 'grant_type=client_credentials'],
      ['application/json', '{'],
      ['text/plain', 'x'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['application/json', 'x'.repeat(200_000)],
    ] as const;
    for (const path of [
      '/nothing',
      '/authorization/token/',
      '/api/deliveries/',
      `/api/deliveries/${'x'.repeat(600)}`,
    ])
      for (const [type, raw] of bodies) {
        const answer = await bed.wire.post(path, { headers: { 'content-type': type }, raw });
        expect([path, type, answer.status]).toEqual([path, type, 404]);
        expect(answer.body.code).toBe('not_found');
      }
    for (const method of ['GET', 'PUT', 'POST'])
      expectStatus(404, await bed.wire.send(method, `/api/deliveries/${'x'.repeat(513)}`));
    const form = { grant_type: 'client_credentials' };
    const { headers } = expectStatus(405, await bed.wire.put('/oauth/token', { form }));
    expect(headers.allow).toBe('POST');
  });

  it('that does not exist is 404 in the words of RFC 9457, with every method', async () => {
    for (const method of METHODS.filter((each) => each !== 'HEAD'))
      for (const path of [
        '/health',
        '/.env',
        '/authorize',
        '/mcp/.well-known/openid-configuration',
      ]) {
        const answer = await bed.wire.send(method, path, { headers: { accept: '*/*' } });
        expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
        expect(answer.headers['content-type']).toContain('application/problem+json');
        expect(answer.headers.vary).toContain('Accept');
      }
  });

  it('of a token endpoint has GET in Allow where a setting opens it', async () => {
    const allow = async () => (await bed.wire.send('TRACE', '/authorization/token')).headers.allow;
    expect(await allow()).toBe('POST');
    await cast.asAdmin('PUT', '/backend/config/oauth.token_get', { body: { value: true } });
    expect(await allow()).toBe('GET, POST');
  });

  /** A token endpoint takes GET only where a setting says so. */
  function isClosed({ method, path }: Listed): boolean {
    return method === 'GET' && /^\/(authorization|oauth2?)\/token$/.test(path);
  }
});

describe.each([
  ['http://127.0.0.1', 'gatehouse', '/'],
  ['http://127.0.0.1/gate', 'gatehouse', '/gate'],
  ['https://example.com', '__Host-gatehouse', '/'],
  ['https://example.com/gate/', '__Secure-gatehouse', '/gate'],
])('with PUBLIC_URL=%s', (publicUrl, name, path) => {
  const bed = testbed({ env: { PUBLIC_URL: publicUrl } });

  it(`every cookie begins with ${name} and keeps to ${path}, as its prefix demands`, async () => {
    const wire = new Wire(`http://127.0.0.1:${bed.config.port}`);
    const headers = { origin: new URL(publicUrl).origin };
    const answer = expectStatus(201, await wire.post('/portal/session', { headers, body: ADMIN }));
    const cookies = answer.headers['set-cookie'] ?? [];
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(new RegExp(`^${name}(-device)?=`));
      expect(cookie.split('; ')).toContain(`Path=${path}`);
      expect(cookie.includes('Domain')).toBe(false);
      expect(cookie.endsWith('; Secure')).toBe(publicUrl.startsWith('https:'));
    }
  });
});
