import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { SecurityEvents } from '../../src/audit/security-events.js';
import { keysRotate } from '../../src/cli/keys-rotate.js';
import { laterThan } from '../../src/database/columns.js';
import { Database } from '../../src/database/database.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import type { Answer } from '../support/wire.js';

describe('security events', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on' } });
  const cast = new Cast(bed);
  const login = (username: string, password: string, otp?: string) =>
    bed.wire.post('/consumer/login', { body: { username, password, ...(otp && { otp }) } });
  const audit = async (query: string) =>
    expectStatus(200, await cast.asAdmin('GET', `/backend/audit?${query}`)).body.entry;
  const of = async (event: string, userId: string) =>
    audit(`event=${event}&userId=${userId}&count=100`);
  const logged = (event: string) =>
    bed.logs.filter((line) => line.includes(`"${event}"`)).map((line) => JSON.parse(line));

  it('wrong passwords and a sign-in are in audit and log, with address and person', async () => {
    const { id, username, password } = await cast.developer();
    for (const wrong of ['one', 'two', 'three'])
      expectStatus(401, await login(username, `${wrong}-secret`));
    const failures = await of('security.sign_in_failed', id);
    expect(failures).toHaveLength(3);
    expect(failures[0]).toMatchObject({
      userId: id,
      actor: username,
      ip: '127.0.0.1',
      detail: { reason: 'password' },
    });
    expectStatus(200, await login(username, password));
    const [entry] = await of('security.sign_in', id);
    expect(entry).toMatchObject({ ip: '127.0.0.1', detail: { secondFactor: false } });
    const line = logged('security.sign_in_failed').find(({ userId }) => userId === id);
    expect(line).toMatchObject({ context: 'Security', ip: '127.0.0.1' });
    expect(bed.logs.join('')).not.toContain('one-secret');
  });

  it('names that nobody has are counted by address, without the name: it may be a password', async () => {
    for (let n = 1; n <= 3; n += 1) expectStatus(401, await login('my.password.by.mistake', 'x'));
    const entries = await audit('event=security.sign_in_failed&count=100');
    const [row, ...others] = entries.filter(({ userId }: { userId: string }) => userId === null);
    expect(row).toMatchObject({ ip: '127.0.0.1', subject: null, detail: { reason: 'unknown' } });
    expect(row.times).toBeGreaterThanOrEqual(3);
    expect(others).toEqual([]);
    expect(logged('security.sign_in_failed').at(-1)).toMatchObject({ ip: '127.0.0.1' });
    expect(JSON.stringify(entries) + bed.logs.join('')).not.toContain('my.password.by.mistake');
  });

  it('a flood of strangers adds a bounded number of rows, and counts the rest', async () => {
    const events = bed.app.get(SecurityEvents);
    bed.clock.advance(3_600_000);
    const since = bed.clock.now();
    await cast.loginAgain();
    for (let n = 0; n < 3_000; n += 1)
      events.note('security.sign_in_failed', { ip: `10.1.${n >> 8}.${n & 255}` });
    await events.flush();
    const rows = await bed.app
      .get(Database)
      .rows.findBy(AuditEntry, { event: 'security.sign_in_failed', at: laterThan(since - 1) });
    expect(rows).toHaveLength(501);
    const times = rows.map((row) => row.times).sort((one, other) => other - one);
    expect(times.slice(0, 2)).toEqual([2_500, 1]);
    expect(rows.find((row) => row.times > 1)).toMatchObject({ userId: null, ip: null });
  });

  it('a sign-in from a place where the person never was has a name of its own', async () => {
    const { id, username, password } = await cast.developer();
    expect(await of('security.sign_in.new_place', id)).toHaveLength(1);
    expectStatus(200, await login(username, password));
    expect(await of('security.sign_in.new_place', id)).toHaveLength(1);
    expect(await of('security.sign_in', id)).toHaveLength(2);
  });

  it('refused administration is one, of who tried what', async () => {
    const { id, token } = await cast.developer();
    expectStatus(403, await bed.wire.get('/backend/user', { token }));
    const [entry, ...others] = await of('security.administration_refused', id);
    expect(entry).toMatchObject({
      ip: '127.0.0.1',
      detail: { operation: 'backend.user.list', code: 'insufficient_scope' },
    });
    expect(others).toEqual([]);
    const app = await cast.app();
    const { access_token } = await cast.tokens(app);
    expectStatus(403, await bed.wire.get('/backend/app', { token: access_token }));
    const [byApp] = await audit('event=security.administration_refused&count=1');
    expect(byApp).toMatchObject({ appKey: app.appKey, userId: null });
  });

  it('each end of an own session has a line, with its address', async () => {
    const { id, username, password, token } = await cast.developer();
    const body = { username, password };
    const open = async () => expectStatus(201, await bed.wire.post('/portal/session', { body }));
    const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const cookie = cookieOf(await open());
    const headers = { cookie, origin: bed.config.publicUrl };
    expectStatus(204, await bed.wire.send('DELETE', '/portal/session', { headers }));
    await open();
    const sessions = await bed.wire.get('/consumer/session', { token });
    const [session] = sessions.body.entry;
    expectStatus(204, await bed.wire.send('DELETE', `/consumer/session/${session.id}`, { token }));
    expectStatus(204, await bed.wire.post('/consumer/logout', { token }));
    for (const [event, subject] of [
      ['portal.session.remove', /^session:ses_/],
      ['consumer.session.remove', new RegExp(`^session:${session.id}$`)],
      ['consumer.logout', /^grant:/],
    ] as const) {
      const [entry, ...others] = await of(event, id);
      expect(entry).toMatchObject({ ip: '127.0.0.1', subject: expect.stringMatching(subject) });
      expect(others).toEqual([]);
      expect(logged(event).find(({ userId }) => userId === id)).toMatchObject({
        context: 'Audit',
        ip: '127.0.0.1',
        subject: entry.subject,
      });
    }
  });

  it('a wrong code of a second factor is another reason', async () => {
    const person = await cast.developer();
    await cast.secondFactor(person);
    expectStatus(401, await login(person.username, person.password, '000000'));
    const [entry] = await of('security.sign_in_failed', person.id);
    expect(entry.detail).toEqual({ reason: 'code' });
  });

  it('a lock-out is one, and rows about one person are bounded', async () => {
    const { id, username } = await cast.developer();
    for (let round = 0; round < 30; round += 1) await login(username, 'wrong');
    expect((await of('security.sign_in_failed', id)).length).toBeLessThanOrEqual(10);
    const locked = await of('security.locked_out', id);
    expect(locked.length).toBeGreaterThan(0);
    expect(locked.length).toBeLessThanOrEqual(10);
  });

  it('a replayed refresh token is one, of its person and its app', async () => {
    const { id, username, password } = await cast.developer();
    const tokens = expectStatus(200, await login(username, password)).body;
    const renew = (refresh_token: string) =>
      bed.wire.put('/consumer/login', { body: { refresh_token } });
    const next = expectStatus(200, await renew(tokens.refresh_token)).body;
    expectStatus(200, await renew(next.refresh_token));
    bed.clock.advance(60_000);
    expectStatus(401, await renew(tokens.refresh_token));
    const replays = await of('security.refresh_token_replayed', id);
    expect(replays).toHaveLength(1);
    expect(replays[0].subject).toMatch(/^grant:/);
    expect(replays[0].ip).toBe('127.0.0.1');
    expectStatus(401, await renew(tokens.refresh_token));
    expect(await of('security.refresh_token_replayed', id)).toHaveLength(1);
  });

  it('a rotation of keys is one, of nobody', async () => {
    const { app, config } = bed;
    await keysRotate({ app, config, options: {}, words: [], print: () => undefined });
    const { body } = await bed.wire.get('/.well-known/jwks.json');
    const [entry] = await audit('event=security.keys_rotated');
    expect(entry).toMatchObject({ actor: null, userId: null });
    expect(body.keys.map(({ kid }: { kid: string }) => `key:${kid}`)).toContain(entry.subject);
  });

  it('the audit keeps ids: nothing in it names a person who is gone', async () => {
    const body = {
      username: 'gone.person',
      email: 'gone@example.org',
      password: 'a long password',
    };
    const { id } = expectStatus(201, await cast.asAdmin('POST', '/backend/user', { body })).body;
    const change = { email: 'moved@example.org', username: 'moved.person' };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${id}`, { body: change }));
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${id}`));
    const entries = await audit(`search=user:${id}&count=100`);
    expect(entries.map(({ event }: { event: string }) => event)).toEqual([
      'backend.user.remove',
      'backend.user.update',
      'backend.user.create',
    ]);
    expect(entries[1].detail).toEqual({ changed: ['email', 'username'] });
    expect(JSON.stringify(entries)).not.toMatch(/gone|moved/);
  });
});
