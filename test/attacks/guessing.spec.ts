/** @database sqlite */
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

// The numbers are those of the list of attacks that this project keeps.
describe('guessing, with the limits on', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' } });
  const cast = new Cast(bed);
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const login = (username: string, password: string, address: string) =>
    bed.wire.post('/consumer/login', { body: { username, password }, headers: from(address) });

  it('of a hundred guesses at once a few are looked at, the others get 429', async () => {
    const person = await cast.developer();
    const tries = Array.from({ length: 100 }, (_, number) =>
      login(person.username, `guess number ${number}`, '192.0.2.1'),
    );
    const answers = await Promise.all(tries);
    const looked = answers.filter(({ status }) => status === 401);
    const refused = answers.filter(({ status }) => status === 429);
    expect(looked.length + refused.length).toBe(100);
    expect(looked.length).toBeLessThanOrEqual(20);
    const [one] = refused;
    expect(Number(one?.headers['retry-after'])).toBeGreaterThan(0);
    expect(one?.headers).toHaveProperty('ratelimit');
    expect(one?.headers['content-type']).toContain('application/problem+json');
  });

  it('nobody can lock a person out of a place that they are known at', async () => {
    const person = await cast.developer();
    expectStatus(200, await login(person.username, person.password, '198.51.100.7'));
    for (let place = 1; place <= 12; place += 1)
      await Promise.all(
        Array.from({ length: 11 }, () => login(person.username, 'guess', `203.0.${place}.1`)),
      );
    expectStatus(200, await login(person.username, person.password, '198.51.100.7'));
  });

  it('counts failures alone: a right password is never in the way', async () => {
    const person = await cast.developer();
    for (let round = 0; round < 15; round += 1)
      expectStatus(200, await login(person.username, person.password, '192.0.2.77'));
  });

  it('wrong secrets are slowed down by place and client, and the right secret still works', async () => {
    const app = await cast.app();
    const ask = (secret: string) =>
      bed.wire.post('/authorization/token', {
        basic: [app.appKey, secret],
        form: { grant_type: 'client_credentials' },
        headers: from('192.0.2.50'),
      });
    const answers = await Promise.all(Array.from({ length: 300 }, () => ask('wrong')));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].toSorted()).toEqual([401, 429]);
    expectStatus(200, await ask(app.appSecret));
  });

  it('codes of a second factor are counted by themselves', async () => {
    const person = await cast.developer();
    const { secret } = await cast.secondFactor(person);
    const guess = (otp: string, address: string) =>
      bed.wire.post('/consumer/login', {
        body: { username: person.username, password: person.password, otp },
        headers: from(address),
      });
    const statuses: number[] = [];
    for (let number = 0; number < 8; number += 1)
      statuses.push((await guess(`00000${number}`, `192.0.2.${100 + number}`)).status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    expect(statuses).toContain(429);
    expect(secret).toEqual(expect.any(String));
  });

  it('registrations with somebody’s address never keep their password reset away', async () => {
    const { email } = await cast.developer();
    await cast.setting('registration.activation', 'email');
    const mails = (subject: string) =>
      bed.outbox().filter((mail) => mail.includes(email) && mail.includes(subject));
    for (let number = 0; number < 6; number += 1) {
      const body = { username: `stranger${number}`, email, password: 'a long enough password' };
      expectStatus(200, await bed.wire.post('/consumer/register', { body }));
    }
    expectStatus(200, await bed.wire.post('/consumer/password_reset', { body: { email } }));
    expect(await bed.link('password/reset', email)).toMatch(/^gate_rst_/);
    expect(mails('You have an account already')).toHaveLength(1);
    await cast.setting('registration.activation', 'none');
  });

  it('no mail holds a user name, of which a mail program would make a link', async () => {
    await cast.setting('registration.activation', 'email');
    const body = {
      username: 'www.evil.example',
      email: 'victim@example.org',
      password: 'a long enough password',
    };
    expectStatus(200, await bed.wire.post('/consumer/register', { body }));
    expect(await bed.link('activate', body.email)).toMatch(/^gate_act_/);
    expectStatus(
      200,
      await bed.wire.post('/consumer/password_reset', { body: { email: body.email } }),
    );
    const mails = bed.outbox().filter((mail) => mail.includes(body.email));
    expect(mails.join()).not.toContain(body.username);
    await cast.setting('registration.activation', 'none');
  });

  it('mails to one address stop after a few', async () => {
    const person = await cast.developer();
    const ask = () =>
      bed.wire.post('/consumer/password_reset', {
        body: { email: person.email },
        headers: from('192.0.2.9'),
      });
    for (let round = 0; round < 12; round += 1) expect((await ask()).status).toBeLessThan(500);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const mails = bed.outbox().filter((mail) => mail.includes(person.email));
    expect(mails.length).toBeLessThanOrEqual(5);
    expect(mails.length).toBeGreaterThan(0);
  });

  it('believes forwarding headers of named proxies alone', async () => {
    const line = () => bed.logs.at(-1) ?? '';
    await bed.wire.get('/system/about', { headers: { 'x-forwarded-host': 'evil.example' } });
    expect(line()).not.toContain('evil.example');
    const { text } = await bed.wire.get('/.well-known/oauth-authorization-server', {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect(text).not.toContain('evil.example');
  });
});
