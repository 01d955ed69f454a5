/** @database sqlite */
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import { basicHeader } from '../support/wire.js';

const TOKEN = '/authorization/token';

describe('client authentication (RFC 6749 §2.3)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  const grant = { grant_type: 'client_credentials' };

  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner });
  });

  const byHeader = (authorization: string) =>
    bed.wire.post(TOKEN, { form: grant, headers: { authorization } });
  const byBody = (client_id: string, client_secret: string) =>
    bed.wire.post(TOKEN, { form: { ...grant, client_id, client_secret } });

  /** Somebody with one app of their own. */
  const somebody = async () => {
    const person = await cast.developer();
    return { person, made: await cast.app({ owner: person }) };
  };
  /** Why the app was refused, and how often, as its owner reads it. */
  const reasonsOf = async ({ token }: Person, { id }: TestApp): Promise<[string, number][]> => {
    const { body } = expectStatus(
      200,
      await bed.wire.get(`/consumer/app/${id}/activity`, { token }),
    );
    const refused = body.entry.filter(({ event }: { event: string }) => event !== 'issued');
    return refused
      .map(({ detail, times }: { detail: string; times: number }) => [detail, times])
      .sort();
  };

  describe('200', () => {
    it('takes key and secret as Basic, raw or form-encoded', async () => {
      expectStatus(200, await byHeader(basicHeader(app.appKey, app.appSecret)));
      const encoded = [app.appKey, app.appSecret].map((part) => part.replaceAll('_', '%5F'));
      expectStatus(200, await byHeader(basicHeader(encoded[0] ?? '', encoded[1] ?? '')));
      const lower = basicHeader(app.appKey, app.appSecret).replace('Basic', 'basic');
      expectStatus(200, await byHeader(lower));
    });

    it('takes key and secret in a form or in JSON', async () => {
      expectStatus(200, await byBody(app.appKey, app.appSecret));
      const body = { ...grant, client_id: app.appKey, client_secret: app.appSecret };
      expectStatus(200, await bed.wire.post(TOKEN, { body }));
    });

    it('takes client_id beside the Basic header when both name one client', async () => {
      const answer = await bed.wire.post(TOKEN, {
        basic: [app.appKey, app.appSecret],
        form: { ...grant, client_id: app.appKey },
      });
      expectStatus(200, answer);
    });
  });

  describe('401', () => {
    it('answers a wrong secret, an unknown and a malformed key alike', async () => {
      const other = await cast.app({ owner });
      const answers = [
        await byHeader(basicHeader(app.appKey, other.appSecret)),
        await byHeader(
          basicHeader(
            app.appKey.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
            app.appSecret,
          ),
        ),
        await byHeader(basicHeader('nobody', app.appSecret)),
        await byBody(app.appKey, other.appSecret),
        await byBody('nobody', app.appSecret),
        await byHeader('Basic !!!'),
        await byHeader('Basic'),
        await byHeader(`Basic ${Buffer.from('no colon').toString('base64')}`),
      ];
      for (const answer of answers) {
        expectStatus(401, answer);
        expect(answer.body.error).toBe('invalid_client');
        expect(answer.headers['www-authenticate']).toMatch(/^Basic realm=/);
        expect(answer.headers['cache-control']).toContain('no-store');
      }
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });

    it.each([
      ['a line break', (text: string) => `${text}\n`, 'A line break'],
      ['a line break of Windows', (text: string) => `${text}\r\n`, 'A line break'],
      ['a line break before it', (text: string) => `\n${text}`, 'A line break'],
      ['a space', (text: string) => `${text} `, 'White space'],
      ['a tab', (text: string) => `\t${text}`, 'White space'],
      ['a no-break space', (text: string) => `${text}\u00A0`, 'White space'],
      ['quotes', (text: string) => `"${text}"`, 'Another character'],
      ['an escaped line break', (text: string) => `${text}\\n`, 'Another character'],
    ])('with %s around the secret or the key, and tells the owner so', async (_, dirty, what) => {
      const { person, made } = await somebody();
      const { appKey, appSecret } = made;
      for (const answer of [
        await byHeader(basicHeader(appKey, dirty(appSecret))),
        await byHeader(basicHeader(appKey, encodeURIComponent(dirty(appSecret)))),
        await byBody(appKey, dirty(appSecret)),
        await byHeader(basicHeader(dirty(appKey), appSecret)),
        await byBody(dirty(appKey), appSecret),
        await bed.wire.post(TOKEN, { form: { ...grant, client_id: dirty(appKey) } }),
      ])
        expect([answer.status, answer.body]).toEqual([
          401,
          { error: 'invalid_client', error_description: 'Client authentication failed.' },
        ]);
      expect(await reasonsOf(person, made)).toEqual([
        [`${what} came with the client ID; send it without.`, 3],
        [`${what} came with the secret; send it without.`, 3],
      ]);
    });

    it('tells the same of a refresh token', async () => {
      const { person, made } = await somebody();
      const { refresh_token: refresh } = await cast.tokens(made);
      const form = { grant_type: 'refresh_token', refresh_token: `${refresh}\n` };
      const basic: [string, string] = [made.appKey, made.appSecret];
      expectStatus(400, await bed.wire.post(TOKEN, { basic, form }));
      expect(await reasonsOf(person, made)).toEqual([
        ['A line break came with the refresh token; send it without.', 1],
      ]);
    });

    it('tells nothing of the kind when the secret is not whole', async () => {
      const { person, made } = await somebody();
      await byBody(made.appKey, `${made.appSecret.slice(0, -1)}\n`);
      expect(await reasonsOf(person, made)).toEqual([
        ['The secret is wrong, expired or replaced.', 1],
      ]);
    });

    it('says that names and passwords are read as UTF-8 (RFC 7617 §2.1)', async () => {
      const name = unique('person');
      const password = 'Größe und Übermaß';
      const body = { username: name, email: `${name}@example.org`, password };
      expectStatus(200, await bed.wire.post('/consumer/register', { body }));
      const as = (encoding: BufferEncoding) =>
        byHeader(`Basic ${Buffer.from(`${name}:${password}`, encoding).toString('base64')}`);
      expectStatus(200, await as('utf8'));
      for (const answer of [await as('latin1'), await byHeader('Basic !'), await byBody('a', 'b')])
        expect(expectStatus(401, answer).headers['www-authenticate']).toBe(
          'Basic realm="gatehouse", charset="UTF-8"',
        );
    });

    it('refuses a request without any credentials', async () => {
      const answer = await bed.wire.post(TOKEN, { form: grant });
      expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
    });

    it('refuses a public app that sends a secret, and a confidential one that sends none', async () => {
      const open = await cast.app({ owner, type: 'public' });
      expect(open.appSecret).toBe('');
      expectStatus(401, await byBody(open.appKey, app.appSecret));
      const none = { ...grant, client_id: app.appKey };
      expectStatus(401, await bed.wire.post(TOKEN, { form: none }));
      expectStatus(401, await byHeader(basicHeader(app.appKey, '')));
    });

    it('refuses an app that is disabled, deleted, pending, or whose owner is disabled', async () => {
      const [disabled, deleted] = [await cast.app({ owner }), await cast.app({ owner })];
      const person = await cast.developer();
      const orphan = await cast.app({ owner: person });
      await cast.asAdmin('PUT', `/backend/app/${disabled.id}`, { body: { status: 'disabled' } });
      await bed.wire.delete(`/consumer/app/${deleted.id}`, { token: owner.token });
      await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { status: 'disabled' } });
      await cast.setting('app.approval', true);
      const pending = await cast.app({ owner });
      await cast.setting('app.approval', false);
      for (const each of [disabled, deleted, orphan, pending])
        expectStatus(401, await byHeader(basicHeader(each.appKey, each.appSecret)));
    });
  });

  describe('400', () => {
    it('refuses the header and the body together', async () => {
      const answer = await bed.wire.post(TOKEN, {
        basic: [app.appKey, app.appSecret],
        form: { ...grant, client_id: app.appKey, client_secret: app.appSecret },
      });
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    });

    it('refuses a header and a client_id that name different clients', async () => {
      const other = await cast.app({ owner });
      const answer = await bed.wire.post(TOKEN, {
        basic: [app.appKey, app.appSecret],
        form: { ...grant, client_id: other.appKey },
      });
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    });
  });

  describe('several live secrets', () => {
    const works = async (secret: string) =>
      (await byHeader(basicHeader(app.appKey, secret))).status === 200;
    const rotate = async (overlap: string) =>
      expectStatus(
        201,
        await bed.wire.post(`/consumer/app/${app.id}/secret`, {
          token: owner.token,
          body: { overlap },
        }),
      ).body;

    it('lets the old secret live for the chosen overlap, and not a second longer', async () => {
      const old = app.appSecret;
      const { appSecret, previousExpiresAt } = await rotate('1h');
      expect(Date.parse(previousExpiresAt) - bed.clock.now()).toBeGreaterThan(3_590_000);
      expect([await works(old), await works(appSecret)]).toEqual([true, true]);
      bed.clock.advance(3_601_000);
      expect([await works(old), await works(appSecret)]).toEqual([false, true]);
      app.appSecret = appSecret;
      Object.assign(owner, await cast.login(owner.username, owner.password));
    });

    it('ends the old secret at once when asked to', async () => {
      const old = app.appSecret;
      const { appSecret } = await rotate('now');
      expect([await works(old), await works(appSecret)]).toEqual([false, true]);
      app.appSecret = appSecret;
    });

    it('keeps what was promised to each, five at most', async () => {
      app = await cast.app({ owner });
      const secrets = [app.appSecret];
      for (const overlap of ['1h', '24h', '7d', '7d'])
        secrets.push((await rotate(overlap)).appSecret);
      const working = async () => Promise.all(secrets.map(works));
      expect(await working()).toEqual([true, true, true, true, true]);
      const path = `/consumer/app/${app.id}`;
      const sixth = await bed.wire.post(`${path}/secret`, {
        token: owner.token,
        body: { overlap: '24h' },
      });
      expect([sixth.status, sixth.body.code]).toEqual([409, 'too_many_secrets']);
      // What is refused changes nothing, and what ends at once makes room.
      expect((await bed.wire.get(path, owner)).body.secrets[0].expiresAt).toBeNull();
      secrets.push((await rotate('now')).appSecret);
      expect(await working()).toEqual([true, true, true, true, false, true]);
      bed.clock.advance(3_601_000);
      expect(await working()).toEqual([false, true, true, true, false, true]);
      Object.assign(owner, await cast.login(owner.username, owner.password));
      secrets.push((await rotate('24h')).appSecret);
      expect(await working()).toEqual([false, true, true, true, false, true, true]);
    });

    it('ends an old one now when its owner says so, but not the present one', async () => {
      app = await cast.app({ owner });
      const secrets = [app.appSecret, (await rotate('7d')).appSecret];
      const path = `/consumer/app/${app.id}`;
      const { body } = await bed.wire.get(path, owner);
      const [present, old] = body.secrets.map(({ id }: { id: string }) => `${path}/secret/${id}`);
      const { token } = owner;
      const refused = await bed.wire.delete(present, { token });
      expect([refused.status, refused.body.code]).toEqual([409, 'present_secret']);
      const stranger = await cast.developer();
      expectStatus(404, await bed.wire.delete(old, { token: stranger.token }));
      expect(await Promise.all(secrets.map(works))).toEqual([true, true]);
      expectStatus(204, await bed.wire.delete(old, { token }));
      expect(await Promise.all(secrets.map(works))).toEqual([false, true]);
      expectStatus(404, await bed.wire.delete(old, { token }));
    });
  });
});
