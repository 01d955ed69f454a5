/** @database sqlite */
import { generateKeyPair, SignJWT } from 'jose';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { concrete, hasBody, type Listed, operations } from '../support/operations.js';
import { testbed } from '../support/testbed.js';
import { type Answer, claimsOf, type Message } from '../support/wire.js';

/** Contract §5: everything a stranger may call. Nothing else is public, and all of it is. */
const PUBLIC = [
  /^(GET|POST) \/(authorization|oauth2|oauth)\/token$/,
  /^(GET|POST) \/authorization\/authorize$/,
  /^POST \/authorization\/(par|device|register|revoke|introspect)$/,
  /^GET \/\.well-known\//,
  /^POST \/consumer\/(register|activate|activate\/resend|login|password_reset)$/,
  /^PUT \/consumer\/(login|password_reset)$/,
  /^(POST|DELETE) \/portal\/session$/,
  /^GET \/system\/(health\/live|health\/ready|about)$/,
];

const LONG_BODIES = ['backend.api.create', 'backend.api.import', 'backend.page.create', 'backend.page.update', 'backend.terms.create']; // prettier-ignore

describe('the guard (RFC 6750), on every operation of the catalogue', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let all: Listed[];
  let closed: Listed[];
  let open: Listed[];
  /** A second administrator, who may be hurt by what the operations do. */
  let person: Person;
  let realm: string;

  beforeAll(async () => {
    all = await operations(cast);
    closed = all.filter((operation) => !operation.public);
    open = all.filter((operation) => operation.public);
    person = await cast.holderOf('Administrator');
    await cast.setting('quota.personal_tokens', 1000);
    realm = `Bearer realm="gatehouse", resource_metadata="${bed.url}/.well-known/oauth-protected-resource"`;
  });

  const call = (operation: Listed, message: Message = {}, query = '') =>
    bed.wire.send(operation.method, concrete(operation.path) + query, {
      ...(hasBody(operation.method) && { body: {} }),
      ...message,
    });
  const each = (list: Listed[], check: (operation: Listed) => Promise<void>) =>
    list.reduce(async (before, operation) => {
      await before;
      await check(operation).catch((error: unknown) => {
        throw new Error(`${operation.name}: ${String(error)}`);
      });
    }, Promise.resolve());

  /** A personal token with exactly these scopes; the test makes more than a person usually has. */
  const tokenFor = async (scopes: string[]): Promise<string> => {
    const expiresAt = new Date(bed.clock.now() + 86_400_000).toISOString();
    const answer = await bed.wire.post('/consumer/token', {
      token: person.token,
      body: { name: 'test', scopes, expiresAt },
    });
    return expectStatus(201, answer).body.token;
  };
  const expectChallenge = (answer: Answer, status: number, error: string) => {
    expectStatus(status, answer);
    expect(answer.headers['www-authenticate']).toBe(`${realm}${error}`);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  };

  it('holds more than fifty private operations, each with its scope', () => {
    expect(closed.length).toBeGreaterThan(50);
    for (const { name, scope } of closed) expect([name, !scope]).toEqual([name, false]);
  });

  it('opens exactly the contract’s public operations', () => {
    const named = (list: Listed[]) => list.map(({ method, path }) => `${method} ${path}`).sort();
    const inContract = all.filter(({ method, path }) =>
      PUBLIC.some((pattern) => pattern.test(`${method} ${path}`)),
    );
    expect(named(open)).toEqual(named(inContract));
    for (const pattern of PUBLIC.filter(({ source }) => !/authorize|par\|/.test(source)))
      expect(named(open).join('\n')).toMatch(new RegExp(pattern.source, 'm'));
    for (const { scope } of open) expect(scope).toBeNull();
  });

  it('names every operation by its controller and its method', () => {
    const names = new Set(all.map(({ name }) => name));
    for (const name of ['deliveries.create', 'backend.role.update', 'consumer.app.list'])
      expect(names).toContain(name);
    expect(all.length).toBe(names.size);
  });

  it('without a token: 401, and the challenge has no error code', () =>
    each(closed, async (operation) => expectChallenge(await call(operation), 401, '')));

  it('with a token that is nonsense: 401 invalid_token', () =>
    each(closed, async (operation) =>
      expectChallenge(await call(operation, { token: 'nonsense' }), 401, ', error="invalid_token"'),
    ));

  it('with a foreign token: 401 invalid_token', async () => {
    const real = person.token;
    const [head = '', , signature = ''] = real.split('.');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    const { privateKey } = await generateKeyPair('ES256');
    const claims = claimsOf(real);
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = (header: Record<string, unknown>, body: Record<string, unknown> = claims) =>
      new SignJWT(body)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
        .sign(privateKey);
    const foreign = [
      await signed({}),
      await signed({ kid: 'unknown' }),
      await signed({ jwk: { kty: 'EC' } }),
      `${encode({ alg: 'none', typ: 'at+jwt', kid })}.${encode(claims)}.`,
      `${encode({ alg: 'HS256', typ: 'at+jwt', kid })}.${encode(claims)}.${signature}`,
      `${head}.${encode({ ...claims, scope: 'backend' })}.${signature}`,
      `${head}.${encode({ ...claims, exp: claims.exp + 3600 })}.${signature}`,
      `${head}..${signature}`,
      `${real}x`,
      'x'.repeat(9_000),
    ];
    for (const token of foreign) {
      const answer = await bed.wire.get('/api/deliveries', { token });
      expectChallenge(answer, 401, ', error="invalid_token"');
    }
    await each(closed, async (operation) =>
      expectChallenge(await call(operation, { token: foreign[0] }), 401, ', error="invalid_token"'),
    );
  });

  it('with a revoked token: 401 invalid_token', async () => {
    const app = await cast.app();
    const token = await cast.token(app);
    await bed.wire.post('/authorization/revoke', {
      basic: [app.appKey, app.appSecret],
      form: { token },
    });
    await each(closed, async (operation) =>
      expectChallenge(await call(operation, { token }), 401, ', error="invalid_token"'),
    );
  });

  it('with another scope: 403 insufficient_scope, and the scope is named', async () => {
    const [deliveries, tasks] = [await tokenFor(['deliveries']), await tokenFor(['tasks'])];
    await each(closed, async (operation) => {
      const token = operation.scope?.startsWith('deliveries') ? tasks : deliveries;
      const answer = await call(operation, { token });
      const error = `, error="insufficient_scope", scope="${operation.scope}"`;
      expectChallenge(answer, 403, error);
      expect(answer.body).toMatchObject({ code: 'insufficient_scope', status: 403 });
    });
  });

  it('with a scope that merely looks alike: 403', async () => {
    const token = await tokenFor(['deliveries.get']);
    expectStatus(403, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(404, await bed.wire.get('/api/deliveries/nothing', { token }));
  });

  it('with a token in the query: 400 invalid_request', async () => {
    const token = await tokenFor(['deliveries']);
    await each(closed, async (operation) =>
      expectChallenge(
        await call(operation, {}, `?access_token=${token}`),
        400,
        ', error="invalid_request"',
      ),
    );
  });

  it('with a token in the header and in the body: 400 invalid_request', async () => {
    const token = await tokenFor(['deliveries']);
    await each(
      // A long body is not read before the caller has been let in.
      closed.filter(({ method, name }) => hasBody(method) && !LONG_BODIES.includes(name)),
      async (operation) => {
        const answer = await call(operation, { token, body: { access_token: token } });
        expectChallenge(answer, 400, ', error="invalid_request"');
      },
    );
  });

  it('with a token in the body alone: it is not looked at', async () => {
    const token = await tokenFor(['deliveries']);
    const body = { access_token: token, title: 'x' };
    expectStatus(401, await bed.wire.post('/api/deliveries', { body }));
  });

  it('serves a public operation with a broken token as anonymous', () =>
    each(open, async (operation) => {
      const anonymous = await call(operation);
      for (const token of ['nonsense', `${person.token}x`]) {
        // On the protocol's own endpoints a Bearer header is no client authentication either way.
        const answer = await call(operation, { token });
        expect(answer.status).toBe(anonymous.status);
      }
    }));

  it('with the right scope: 2xx, or a 4xx of the operation’s own', async () => {
    // The operations end logins, sessions and the person at last: the tokens are made before.
    const last = (name: string) => Number(name === 'consumer.account.remove');
    const order = closed.toSorted((a, b) => last(a.name) - last(b.name));
    const tokens = new Map<string, string>();
    for (const { name, scope } of order) tokens.set(name, await tokenFor((scope ?? '').split(' ')));
    await each(order, async (operation) => {
      const token = tokens.get(operation.name);
      const answer = await call(operation, { token });
      expect(answer.status).not.toBe(401);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body.code).not.toBe('insufficient_scope');
    });
  });

  it('with an expired token: 401 invalid_token', async () => {
    const token = await cast.token(await cast.app());
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    bed.clock.advance(3_600_000);
    await each(closed, async (operation) =>
      expectChallenge(await call(operation, { token }), 401, ', error="invalid_token"'),
    );
  });
});
