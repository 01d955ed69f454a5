import { Browser, authorizeUrl, CALLBACK, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { type Testbed, testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

/** Waits until so many mails to the address hold the words, and answers them. */
async function mailsTo(bed: Testbed, address: string, words: RegExp, many = 1): Promise<string[]> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const found = bed
      .outbox()
      .filter((mail) => mail.includes(`To: <${address}>`) && words.test(mail));
    if (found.length >= many || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const NEW_ADDRESS = /the e-mail address of your account was changed/;
const NEW_PASSWORD = /the password of your account was changed/;
const ENDED = /all tokens of that login or app were ended/;

describe('a mail tells people what was done to their account', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const expectMail = async (address: string, words: RegExp, many = 1) =>
    expect(await mailsTo(bed, address, words, many)).toHaveLength(many);
  /** A mail that is written later than those that must not be there. */
  const expectNoMail = async (address: string, words: RegExp) => {
    const { email, token } = await cast.developer();
    await makeToken(token);
    await expectMail(email, /a personal access token was made/);
    expect(await mailsTo(bed, address, words, 0)).toEqual([]);
  };
  const makeToken = async (token: string) => {
    const body = { name: 'www.evil.example', scopes: ['consumer.account'] };
    return expectStatus(201, await bed.wire.post('/consumer/token', { token, body })).body;
  };
  const setEmail = async ({ token }: Person, email: string) =>
    expectStatus(200, await bed.wire.put('/consumer/account', { token, body: { email } }));

  it('a new address: the old one and the new one', async () => {
    const person = await cast.developer();
    const email = `${unique('new')}@example.org`;
    await setEmail(person, email);
    await expectMail(person.email, NEW_ADDRESS);
    await expectMail(email, NEW_ADDRESS);
  });

  it('nothing when the address is the same, or the change was refused', async () => {
    const [person, other] = [await cast.developer(), await cast.developer()];
    await setEmail(person, person.email.toUpperCase());
    const { token } = person;
    const taken = { token, body: { email: other.email } };
    expectStatus(409, await bed.wire.put('/consumer/account', taken));
    await expectNoMail(person.email.toUpperCase(), NEW_ADDRESS);
    await expectNoMail(person.email, NEW_ADDRESS);
    await expectNoMail(other.email, NEW_ADDRESS);
  });

  it('a new password: by oneself, by a mailed link, and by an administrator', async () => {
    const [own, lost, set] = [
      await cast.developer(),
      await cast.developer(),
      await cast.developer(),
    ];
    const newPassword = 'a new long password';
    const body = { oldPassword: own.password, newPassword };
    const message = { token: own.token, body };
    expectStatus(200, await bed.wire.put('/consumer/account/change_password', message));
    await expectMail(own.email, NEW_PASSWORD);

    expectStatus(
      200,
      await bed.wire.post('/consumer/password_reset', { body: { email: lost.email } }),
    );
    const token = await bed.link('password/reset', lost.email);
    const reset = { body: { token, newPassword } };
    expectStatus(200, await bed.wire.put('/consumer/password_reset', reset));
    await expectMail(lost.email, NEW_PASSWORD);

    const path = `/backend/user/${set.id}`;
    const email = `${unique('new')}@example.org`;
    const both = { password: newPassword, email };
    expectStatus(200, await cast.asAdmin('PUT', path, { body: both }));
    await expectMail(set.email, NEW_PASSWORD);
    await expectMail(set.email, NEW_ADDRESS);
    await expectMail(email, NEW_ADDRESS);
  });

  it('a second factor that was set, new codes for it, and its removal', async () => {
    const person = await cast.developer();
    const { username, password, email } = person;
    const { recoveryCodes } = await cast.secondFactor(person);
    await expectMail(email, /a second factor was set for your account/);
    const [otp] = recoveryCodes;
    const login = await bed.wire.post('/consumer/login', { body: { username, password, otp } });
    const { token } = expectStatus(200, login).body;
    expectStatus(201, await bed.wire.post('/consumer/account/mfa/recovery_codes', { token }));
    await expectMail(email, /new recovery codes for your second factor were made/);
    expectStatus(204, await bed.wire.delete('/consumer/account/mfa', { token }));
    await expectMail(email, /the second factor of your account was removed/);
  });

  it('a personal access token, without the name that it has', async () => {
    const person = await cast.developer();
    await makeToken(person.token);
    const [mail = ''] = await mailsTo(bed, person.email, /a personal access token was made/);
    expect(mail).toContain(bed.url);
    expect(mail).not.toMatch(/evil|gate_/);
    expect(mail).not.toContain(`Hello ${person.username}`);
  });

  it('a refresh token that comes back: the person, and the owner of an app', async () => {
    const person = await cast.developer();
    const renew = (refresh_token: string) =>
      bed.wire.put('/consumer/login', { body: { refresh_token } });
    const next = expectStatus(200, await renew(person.refreshToken)).body.refresh_token;
    expectStatus(200, await renew(next));
    expectStatus(401, await renew(person.refreshToken));
    await expectMail(person.email, ENDED);
    expectStatus(401, await renew(person.refreshToken));

    const owner = await cast.developer();
    const app = await cast.app({ owner });
    const { refresh_token: first } = await cast.tokens(app);
    const { refresh_token: second } = expectStatus(200, await cast.refresh(app, first)).body;
    expectStatus(200, await cast.refresh(app, second));
    expectStatus(400, await cast.refresh(app, first));
    await expectMail(owner.email, ENDED);
    await expectMail(person.email, ENDED);
  });

  it('a code that comes back, once however often it does', async () => {
    const person = await cast.developer();
    const app = await cast.app({ redirectUris: [CALLBACK] });
    const browser = new Browser(bed);
    await browser.signIn(person);
    const { verifier, challenge } = pkce();
    const answer = await browser.allow(authorizeUrl(app, { code_challenge: challenge }));
    const redeem = () =>
      bed.wire.post('/authorization/token', {
        basic: [app.appKey, app.appSecret],
        form: {
          grant_type: 'authorization_code',
          code: answer.get('code') ?? '',
          redirect_uri: CALLBACK,
          code_verifier: verifier,
        },
      });
    expectStatus(200, await redeem());
    for (let again = 0; again < 3; again += 1) expectStatus(400, await redeem());
    await expectMail(person.email, ENDED);
    const other = await cast.developer();
    await makeToken(other.token);
    await expectMail(other.email, /a personal access token was made/);
    await expectMail(person.email, ENDED);
  });
});

describe('the language of a mail', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const register = async (language?: string) => {
    const username = unique('lang');
    const email = `${username}@example.org`;
    const password = `${username} has a long password`;
    const headers = language === undefined ? undefined : { 'accept-language': language };
    const message = { body: { username, email, password }, headers };
    expectStatus(200, await bed.wire.post('/consumer/register', message));
    return { username, email, password };
  };
  const resetMail = async (email: string) => {
    expectStatus(200, await bed.wire.post('/consumer/password_reset', { body: { email } }));
    const [mail = ''] = await mailsTo(bed, email, /password\/reset\/gate_/);
    return mail;
  };
  const hello = (mail: string) => /^(Hello|Bonjour),$/m.exec(mail.replaceAll('\r', ''))?.[1];

  it.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', 'Bonjour'],
    ['de-AT, fr;q=0.3, en;q=0.2', 'Bonjour'],
    ['fr;q=0.1, en;q=0.9', 'Hello'],
    ['fr;q=0', 'Hello'],
    ['*', 'Hello'],
    [';;,q=fr,=', 'Hello'],
    [undefined, 'Hello'],
  ])('is what the browser asked for at registration: %s', async (language, expected) => {
    const { email } = await register(language);
    expect(hello(await resetMail(email))).toBe(expected);
  });

  it('follows the last sign-in that tells one, in the portal too', async () => {
    const { username, email, password } = await register('en');
    const browser = new Browser(bed);
    const signIn = async (language?: string) => {
      const headers = language === undefined ? undefined : { 'accept-language': language };
      const message = { body: { username, password }, headers };
      expectStatus(201, await browser.send('POST', '/portal/session', message));
    };
    await signIn('fr');
    await signIn();
    const mail = await resetMail(email);
    expect(hello(mail)).toBe('Bonjour');
    expect(mail).toContain('Content-Transfer-Encoding: 8bit');
    expect(mail).toContain('ouvrez ce lien dans l’heure');
    await bed.wire.post('/consumer/login', {
      body: { username, password },
      headers: { 'accept-language': 'en' },
    });
    const { token } = await cast.login(username, password);
    const body = { name: 'script', scopes: ['consumer.account'] };
    expectStatus(201, await bed.wire.post('/consumer/token', { token, body }));
    expect(await mailsTo(bed, email, /a personal access token was made/)).toHaveLength(1);
  });

  it('is in the subject, as mail programs read it', async () => {
    const { username, password, email } = await register('fr');
    const { token } = await cast.login(username, password);
    const body = { oldPassword: password, newPassword: 'a new long password' };
    const message = { token, body };
    expectStatus(200, await bed.wire.put('/consumer/account/change_password', message));
    const [mail = ''] = await mailsTo(bed, email, /Votre|mot de passe de votre compte/);
    const [head = ''] = mail.split('\r\n\r\n');
    expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
    const [, words = ''] = /^Subject: (.*(?:\r\n .*)*)/m.exec(head) ?? [];
    // RFC 2047 §6.2: what is between two encoded words does not count.
    const subject = words
      .split(/\s+/)
      .map((word) => /^=\?UTF-8\?B\?(.{1,63})\?=$/.exec(word)?.[1] ?? '')
      .map((word) => Buffer.from(word, 'base64').toString('utf8'));
    expect(subject.join('')).toBe('Votre mot de passe a changé');
  });
});

describe('telling people, with the limits on', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on' } });
  const cast = new Cast(bed);

  it('stops after five of one kind in an hour, which hides no other kind', async () => {
    const { token, email, password } = await cast.developer();
    const body = { name: 'script', scopes: ['consumer.account'] };
    for (let number = 0; number < 7; number += 1)
      expectStatus(201, await bed.wire.post('/consumer/token', { token, body }));
    const change = { oldPassword: password, newPassword: 'a new long password' };
    const message = { token, body: change };
    expectStatus(200, await bed.wire.put('/consumer/account/change_password', message));
    expect(await mailsTo(bed, email, NEW_PASSWORD)).toHaveLength(1);
    expect(await mailsTo(bed, email, /a personal access token was made/, 5)).toHaveLength(5);
  });
});
