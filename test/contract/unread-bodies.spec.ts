/** @database sqlite */
import { rawHttp } from '../support/programs.js';
import { testbed } from '../support/testbed.js';

describe('a body that cannot be read', () => {
  const bed = testbed();
  const json = { 'content-type': 'application/json' };

  it.each([
    [400, 'invalid_request', json, '{bad'],
    [415, 'unsupported_media_type', { 'content-type': 'text/xml' }, '<a/>'],
    [413, 'too_large', json, JSON.stringify({ username: 'x'.repeat(200_000) })],
    [400, 'invalid_request', json, '{"username":"a\\u0000"}'],
    [400, 'invalid_request', json, '{"email":"a\\udfff@example.org"}'],
    [400, 'invalid_request', json, '{"a\\ud800":"b"}'],
  ])('is a problem, %i %s', async (status, code, headers, raw) => {
    const answer = await bed.wire.post('/consumer/register', { headers, raw });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status, code, type: 'about:blank' });
  });

  it.each(['/authorization/token', '/oauth2/token', '/oauth/token'])(
    'is invalid_request at %s (RFC 6749 §5.2)',
    async (path) => {
      for (const type of ['application/json', 'text/plain']) {
        const headers = { 'content-type': type };
        const answer = await bed.wire.post(path, { headers, raw: '{bad' });
        expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
        expect(answer.headers['cache-control']).toBe('no-store');
      }
    },
  );
});

describe('a request that cannot be read', () => {
  const bed = testbed();

  it.each([
    [400, 'invalid_request', 'GET / HTTP/1.1\nNo colon'],
    [400, 'invalid_request', 'NONSENSE'],
    [431, 'too_large', `GET / HTTP/1.1\nX-Long: ${'a'.repeat(20_000)}`],
  ])('is a problem too, %i %s', async (status, code, head) => {
    const answer = await rawHttp(bed.url, head);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, type: 'about:blank' });
  });

  it('names its path, even when it comes with the whole URL (RFC 9112 §3.2.2)', async () => {
    const head = `POST http://elsewhere.example/authorization/token HTTP/1.1
Content-Type: application/x-www-form-urlencoded`;
    const answer = await rawHttp(bed.url, `${head}\n\ngrant_type=client_credentials`);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  });
});
