/** @database sqlite */
import { readTime } from '../../src/common/time.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

describe('a time', () => {
  it.each(['2027-01-10', '2027-01-10T00:00:00Z', '2027-01-10T02:00:00.000+02:00'])(
    'is read: %s',
    (text) => expect(readTime(text)).toBe(Date.UTC(2027, 0, 10)),
  );

  it.each([
    '2027-010',
    '20270101T000000Z',
    '2027-W01-1',
    '2027-01-01T10:00+02',
    '2027-01-01T10:00:00',
    '2027-02-30',
    '2027-01-01T24:00:00Z',
    '2027-01',
    '01/02/2027',
    '2027-01-01 10:00:00Z',
    '',
  ])('is refused: %s', (text) => expect(readTime(text)).toBeNaN());
});

describe('requests as other programs send them', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  it.each(['scope[]', 'scope[a]', 'scope[0]', 'resource[]'])(
    'refuses %s instead of leaving it out',
    async (name) => {
      for (const path of ['/authorization/token', '/oauth2/token', '/oauth/token'])
        for (const message of [{ form: { [name]: 'x' } }, { body: { [name]: 'x' } }]) {
          const answer = await bed.wire.post(path, message);
          expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
        }
    },
  );

  it('reads the times of a filter as all others', async () => {
    const at = (time: string) =>
      cast.asAdmin('GET', `/backend/audit?from=${encodeURIComponent(time)}&to=2100-01-01`);
    expectStatus(200, await at('2020-01-01T00:00:00+02:00'));
    expectStatus(200, await at('2020-01-01'));
    for (const time of ['2027-010', '2027', '2027-01-01T10:00:00', 'Jan 1 2027'])
      expect(expectStatus(400, await at(time)).body.errors).toMatchObject([{ field: 'from' }]);
  });

  it.each([
    'application/x-www-form-urlencoded',
    'application/json',
    'application/ld+json',
    'text/plain',
    'multipart/form-data',
  ])('takes no type with an empty body: %s', async (type) => {
    const { token } = await cast.developer();
    const message = { token, headers: { 'content-type': type }, raw: '' };
    expectStatus(201, await bed.wire.post('/consumer/account/mfa', message));
    expectStatus(204, await bed.wire.post('/consumer/logout', message));
  });

  it('says at registration that it is sent as JSON alone', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
      const message = { headers: { 'content-type': type }, raw: 'redirect_uris=https://a.example' };
      const { body } = expectStatus(400, await bed.wire.post('/authorization/register', message));
      expect(body).toEqual({
        error: 'invalid_request',
        error_description: 'Send application/json.',
      });
    }
  });

  it('reads more than one space after Bearer', async () => {
    const { token } = await cast.holderOf(['backend.metrics']);
    const headers = { authorization: `Bearer   ${token}` };
    expectStatus(200, await bed.wire.get('/metrics', { headers }));
  });

  it('names both types where forms are read', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await bed.wire.post('/authorization/token', { headers, raw: 'x' });
    expect(answer.body.error_description).toMatch(/x-www-form-urlencoded or application\/json/);
  });

  it('answers the metadata of its own issuer only, and lets it be kept for a while', async () => {
    for (const name of ['oauth-authorization-server', 'openid-configuration']) {
      expectStatus(404, await bed.wire.get(`/.well-known/${name}/anything`));
      const { headers } = expectStatus(200, await bed.wire.get(`/.well-known/${name}`));
      expect(headers['cache-control']).toBe('public, max-age=300');
    }
  });

  it('allows browsers the headers that they ask for, and shows them ours', async () => {
    const headers = {
      origin: 'https://inspector.example.com',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'mcp-protocol-version, traceparent',
    };
    const path = '/.well-known/oauth-authorization-server';
    const answer = await bed.wire.send('OPTIONS', path, { headers });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toContain('mcp-protocol-version');
    for (const name of ['retry-after', 'ratelimit', 'ratelimit-policy', 'www-authenticate'])
      expect(String(answer.headers['access-control-expose-headers']).split(', ')).toContain(name);
  });

  it('takes the portal at every name of this machine, and tells others where it is', async () => {
    const { username, password } = await cast.developer();
    const signIn = (origin: string) =>
      bed.wire.post('/portal/session', { headers: { origin }, body: { username, password } });
    const { port } = new URL(bed.url);
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expectStatus(201, await signIn(`http://${host}:${port}`));
    for (const origin of [
      `https://localhost:${port}`,
      `http://localhost:${Number(port) + 1}`,
      `http://localhost.example.org:${port}`,
      'null',
    ]) {
      const { code, detail } = expectStatus(403, await signIn(origin)).body;
      expect(code).toBe('foreign_origin');
      expect(detail).toContain(bed.url);
    }
  });

  it('tells the methods of a path and never those of its neighbour', async () => {
    const { token } = await cast.holderOf(['deliveries']);
    expectStatus(404, await bed.wire.get('/api/deliveries/', { token }));
    const { headers } = expectStatus(405, await bed.wire.delete('/api/deliveries', { token }));
    expect(headers.allow).toBe('GET, HEAD, POST');
  });

  it('makes no second spelling of its document', async () => {
    expectStatus(404, await bed.wire.get('/api/docs-yaml'));
  });
});
