import { keysRotate } from '../../src/cli/keys-rotate.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

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

  it('names that nobody has are in the log alone, without the name: it may be a password', async () => {
    const before = (await audit('event=security')).length;
    expectStatus(401, await login('my.password.by.mistake', 'x'));
    expect(await audit('event=security')).toHaveLength(before);
    expect(logged('security.sign_in_failed').at(-1)).toMatchObject({ ip: '127.0.0.1' });
    expect(bed.logs.join('')).not.toContain('my.password.by.mistake');
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
