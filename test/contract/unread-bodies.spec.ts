import { testbed } from '../support/testbed.js';

describe('a body that cannot be read', () => {
  const bed = testbed();
  const json = { 'content-type': 'application/json' };

  it.each([
    [400, 'invalid_request', json, '{bad'],
    [415, 'unsupported_media_type', { 'content-type': 'text/xml' }, '<a/>'],
    [413, 'too_large', json, JSON.stringify({ username: 'x'.repeat(200_000) })],
    [400, 'invalid_request', json, '{"username":"a\\u0000"}'],
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
