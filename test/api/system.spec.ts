/** @database sqlite */
import { Cast, expectStatus } from '../support/cast.js';
import { operations } from '../support/operations.js';
import { testbed } from '../support/testbed.js';

describe('the system', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  it('is alive and ready, and says what it is', async () => {
    for (const path of ['/system/health/live', '/system/health/ready', '/system/about'])
      expectStatus(200, await bed.wire.get(path));
  });

  it('gives its metrics to whoever may see them', async () => {
    expectStatus(401, await bed.wire.get('/metrics'));
    const { token } = await cast.holderOf(['backend.metrics']);
    const { text, headers } = expectStatus(200, await bed.wire.get('/metrics', { token }));
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(/^# (HELP|TYPE) /m);
  });

  it('answers an unknown path 404 and a known path with another method 405', async () => {
    expectStatus(404, await bed.wire.get('/no/such/path'));
    const answer = await bed.wire.delete('/consumer/register');
    expectStatus(405, answer);
    expect(answer.headers.allow).toBe('POST');
    for (const { headers } of [answer, await bed.wire.get('/no/such/path')])
      expect(headers['content-type']).toContain('application/problem+json');
  });

  it('numbers every answer, and logs it under that number', async () => {
    const { headers } = await bed.wire.get('/system/about');
    const id = String(headers['x-request-id']);
    expect(id).toMatch(/^[\w-]{16,}$/);
    const line = bed.logs.find((each) => each.includes(id));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ method: 'GET', status: 200 });
  });

  describe('GET /api/docs', () => {
    it('leads everybody to the reference in the portal', async () => {
      const answer = expectStatus(302, await bed.wire.get('/api/docs?operation=tasks.list'));
      expect(answer.headers.location).toBe('/reference?operation=tasks.list');
      expect(expectStatus(302, await bed.wire.get('/api/docs')).headers.location).toBe(
        '/reference',
      );
    });

    it('is OpenAPI 3.1, with every operation and what it takes to call it', async () => {
      const { body } = expectStatus(200, await bed.wire.get('/api/docs.json'));
      expect(body.openapi).toMatch(/^3\.1\./);
      const described = new Map<string, { security?: object[]; operationId: string }>();
      for (const [path, methods] of Object.entries<Record<string, never>>(body.paths))
        for (const [method, operation] of Object.entries(methods))
          described.set(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`, operation);
      for (const { method, path, name, public: open, scope } of await operations(cast)) {
        if (method === 'GET' && /\/token$/.test(path) && open) continue; // answers 405
        const operation = described.get(`${method} ${path}`);
        expect([name, operation?.operationId]).toEqual([name, name]);
        const security = JSON.stringify(operation?.security ?? []);
        if (open) expect([name, security]).toEqual([name, '[]']);
        else expect([name, security.includes(scope ?? '?')]).toEqual([name, true]);
      }
    });

    it('has a response type for every success, so that a client can be generated', async () => {
      const { body } = await bed.wire.get('/api/docs.json');
      const bare: string[] = [];
      for (const [path, methods] of Object.entries<Record<string, any>>(body.paths))
        for (const [method, { responses }] of Object.entries(methods)) {
          const [code] = Object.keys(responses).filter((status) => status.startsWith('2'));
          const content = responses[code ?? '']?.content;
          if (
            code !== '204' &&
            !content &&
            !/well-known|metrics|revoke|authorize|register/.test(path)
          )
            bare.push(`${method} ${path}`);
        }
      expect(bare).toEqual([]);
    });
  });
});
