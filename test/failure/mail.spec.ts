/** @database sqlite */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cast, expectStatus } from '../support/cast.js';
import { MailServer, type Manner } from '../support/mail-server.js';
import { newTestbed, type Testbed } from '../support/testbed.js';

describe('a mail server', () => {
  const server = new MailServer();
  let bed: Testbed;
  let cast: Cast;
  beforeAll(async () => {
    bed = await newTestbed({ env: { SMTP_URL: await server.start() } });
    await bed.start();
    cast = new Cast(bed);
    await cast.setting('registration.activation', 'none');
  });
  afterAll(async () => {
    server.stop();
    await bed.stop();
  });

  const waiting = () => {
    const folder = join(bed.config.dataDir, 'mail-queue');
    return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  };
  const until = async (holds: () => boolean) => {
    const deadline = Date.now() + 10_000;
    while (!holds() && Date.now() < deadline) await new Promise((next) => setTimeout(next, 20));
    expect(holds()).toBe(true);
  };
  const ask = async (email: string) => {
    const started = performance.now();
    const { status, text } = await bed.wire.post('/consumer/password_reset', { body: { email } });
    return { status, text, ms: performance.now() - started };
  };
  const linksTo = (email: string) =>
    server.mails.filter((mail) => mail.includes(email) && mail.includes('/password/reset/gate_'));

  it.each<Manner>(['is silent', 'hangs up', 'cuts in the middle'])(
    'that %s delays no answer and loses no mail',
    async (manner) => {
      const { email } = await cast.developer();
      server.manner = manner;
      const before = server.visits;
      const answer = await ask(email);
      const other = await ask('nobody@example.org');
      expect([answer.status, answer.text]).toEqual([200, other.text]);
      expect(answer.ms).toBeLessThan(5_000);
      await until(() => server.visits > before);
      expect(linksTo(email)).toEqual([]);

      // The process ends while the mail is on its way; another life sends it.
      server.manner = 'takes';
      await bed.restart();
      bed.clock.advance(120_000);
      await until(() => linksTo(email).length > 0);
      await until(() => waiting().length === 0);
      const token = /reset\/(\w+)/.exec(linksTo(email)[0] ?? '')?.[1];
      const body = { token, newPassword: 'another long password' };
      expectStatus(200, await bed.wire.put('/consumer/password_reset', { body }));
    },
  );

  it('that does not know the person is not asked again, and nobody is told', async () => {
    const { email } = await cast.developer();
    server.manner = 'knows nobody';
    expect((await ask(email)).status).toBe(200);
    await until(() => bed.logs.some((line) => line.includes('A mail is given up')));
    await until(() => waiting().length === 0);
    server.manner = 'takes';
  });

  it('that is away for an hour is waited for no longer: the link would be over', async () => {
    const { email } = await cast.developer();
    server.manner = 'hangs up';
    await ask(email);
    await until(() => bed.logs.some((line) => line.includes('A mail could not be sent yet')));
    expect(waiting()).toHaveLength(1);
    bed.clock.advance(3_700_000);
    await until(() => waiting().length === 0);
    server.manner = 'takes';
  });

  it('that is away fails no change that people are told of; they are told when it is back', async () => {
    const person = await cast.developer();
    const { username, password, email, token } = person;
    server.manner = 'hangs up';
    const body = { oldPassword: password, newPassword: 'a new long password' };
    const message = { token, body };
    expectStatus(200, await bed.wire.put('/consumer/account/change_password', message));
    const headers = { 'accept-language': 'fr' };
    const again = { username, password: body.newPassword };
    const login = await bed.wire.post('/consumer/login', { body: again, headers });
    const next = { token: expectStatus(200, login).body.token };
    expectStatus(201, await bed.wire.post('/consumer/account/mfa', next));
    const wish = { body: { name: 'script', scopes: ['consumer.account'] }, ...next };
    expectStatus(201, await bed.wire.post('/consumer/token', wish));
    await until(() => waiting().length === 2);
    server.manner = 'takes';
    bed.clock.advance(120_000);
    const told = (words: string) =>
      server.mails.some((mail) => mail.includes(`<${email}>`) && mail.includes(words));
    await until(() => told('the password of your account was changed'));
    await until(() => told('un jeton d’accès personnel a été créé pour votre compte'));
  });

  it('has news of a new address for both, once its owner has opened the link', async () => {
    await cast.loginAgain();
    await cast.setting('registration.activation', 'email');
    const person = await cast.holderOf('Consumer');
    const email = `${person.username}.new@example.org`;
    const { token } = person;
    const told = (address: string) =>
      server.mails.filter(
        (mail) => mail.includes(`<${address}>`) && mail.includes('address of your account was'),
      ).length;
    expectStatus(200, await bed.wire.put('/consumer/account', { token, body: { email } }));
    const link = () =>
      server.mails
        .filter((mail) => mail.includes(`<${email}>`))
        .map((mail) => /\/activate\/(\w+)/.exec(mail)?.[1])
        .find(Boolean);
    await until(() => link() !== undefined);
    expect([told(person.email), told(email)]).toEqual([0, 0]);
    const body = { token: link() };
    expectStatus(200, await bed.wire.post('/consumer/activate', { body }));
    await until(() => told(person.email) === 1 && told(email) === 1);
    await cast.setting('registration.activation', 'none');
  });

  it('finds mails sealed on the disk, and no address or link in the log', async () => {
    const { email } = await cast.developer();
    server.manner = 'hangs up';
    await ask(email);
    await until(() => waiting().some((file) => file.endsWith('.1.mail')));
    const files = waiting().map((file) => readFileSync(file, 'utf8'));
    expect(files.join()).not.toMatch(/@|http|gate_/);
    expect(bed.logs.join('\n')).not.toMatch(/gate_rst_|@example\.org/);
  });
});
