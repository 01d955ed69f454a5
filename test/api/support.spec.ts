import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const CHOSEN = 'a password of their own';
const DAY_MS = 24 * 60 * 60 * 1000;

const bed = testbed({ env: { RATE_LIMIT: 'on' } });
const cast = new Cast(bed);

const login = (username: string, password: string, otp?: string) =>
  bed.wire.post('/consumer/login', { body: { username, password, ...(otp && { otp }) } });
const choose = (token: string, newPassword = CHOSEN) =>
  bed.wire.put('/consumer/password_reset', { body: { token, newPassword } });
const read = async (id: string) =>
  expectStatus(200, await cast.asAdmin('GET', `/backend/user/${id}`)).body;
const eventsOf = async (id: string): Promise<string[]> => {
  const { body } = await cast.asAdmin('GET', `/backend/audit?subject=user:${id}`);
  return body.entry.map(({ event }: { event: string }) => event);
};
const mailsTo = (address: string) =>
  bed.outbox().filter((mail) => mail.includes(`To: <${address}>`));
/** Waits for a notice, which is written after the answer. */
const told = async (address: string, words: RegExp) => {
  const deadline = Date.now() + 5_000;
  while (!mailsTo(address).some((mail) => words.test(mail)) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return mailsTo(address).find((mail) => words.test(mail)) ?? '';
};

describe('an invitation', () => {
  const invite = async (more: object = {}, headers: Record<string, string> = {}) => {
    const username = unique('invited');
    const body = { username, email: `${username}@example.org`, ...more };
    return expectStatus(201, await cast.asAdmin('POST', '/backend/user', { body, headers })).body;
  };

  it('is what a user without a password gets, who is active once they chose one', async () => {
    const { id, username, email, ...made } = await invite();
    expect(made).toMatchObject({ status: 'pending', invited: true });
    expectStatus(400, await login(username, ''));
    expectStatus(401, await login(username, CHOSEN));
    bed.clock.advance(6 * DAY_MS);
    await cast.loginAgain();
    const token = await bed.link('password/reset', email);
    expectStatus(400, await choose(token, username));
    expectStatus(200, await choose(token));
    expectStatus(200, await login(username, CHOSEN));
    expect(await read(id)).toMatchObject({ status: 'active', invited: false });
    expectStatus(400, await choose(token, 'another long password'));
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('works for a week; a later one, or a link that the user asks for, does so too', async () => {
    const { id, email, username } = await invite();
    const first = await bed.link('password/reset', email);
    bed.clock.advance(7 * DAY_MS + 1000);
    await cast.loginAgain();
    expect((await choose(first)).body.code).toBe('invalid_token');
    expectStatus(204, await cast.asAdmin('POST', `/backend/user/${id}/resend`));
    const second = await bed.link('password/reset', email);
    expect(second).not.toBe(first);
    const body = { email };
    expectStatus(200, await bed.wire.post('/consumer/password_reset', { body }));
    const third = await bed.link('password/reset', email);
    expectStatus(200, await choose(third));
    expectStatus(200, await login(username, CHOSEN));
    expect((await choose(second)).body.code).toBe('invalid_token');
  });

  it('is written in the language of who invites, and shown to nobody but the invited', async () => {
    const made = await invite({}, { 'accept-language': 'fr-CA' });
    const [mail = ''] = mailsTo(made.email);
    expect(mail).toContain('un administrateur de ce serveur a créé un compte pour vous');
    expect(JSON.stringify(made)).not.toContain('gate_inv_');
    const { text } = await cast.asAdmin('GET', `/backend/audit?subject=user:${made.id}`);
    expect(text).not.toContain('gate_inv_');
    expect(bed.logs.join('\n')).not.toContain('gate_inv_');
  });

  it('waits while the user is disabled, and does not let them in', async () => {
    const { id, email, status } = await invite({ status: 'disabled' });
    expect(status).toBe('disabled');
    expect(mailsTo(email)).toEqual([]);
    const other = await invite();
    const token = await bed.link('password/reset', other.email);
    const body = { status: 'disabled' };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${other.id}`, { body }));
    expectStatus(200, await choose(token));
    expectStatus(401, await login(other.username, CHOSEN));
    expect((await read(id)).status).toBe('disabled');
  });

  it('gives no role that holds more than who invites', async () => {
    const desk = await cast.holderOf(['backend.user']);
    const body = {
      username: unique('invited'),
      email: `${unique('invited')}@example.org`,
      roleId: await cast.roleId('Administrator'),
    };
    const answer = await bed.wire.post('/backend/user', { token: desk.token, body });
    expect([answer.status, answer.body.code]).toEqual([403, 'scope_not_held']);
    expect(mailsTo(body.email)).toEqual([]);
  });
});

describe('a password reset that an administrator sends', () => {
  const send = (id: string) => cast.asAdmin('POST', `/backend/user/${id}/password_reset`);

  it('goes to the user alone, works once, and leaves a line in the audit', async () => {
    const { id, email, username, token: old } = await cast.developer();
    const answer = expectStatus(204, await send(id));
    expect(answer.text).toBe('');
    expect(await eventsOf(id)).toContain('backend.user.resetPassword');
    const token = await bed.link('password/reset', email);
    expectStatus(200, await choose(token));
    expectStatus(200, await login(username, CHOSEN));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: old }));
    expectStatus(400, await choose(token, 'another long password'));
  });

  it('is refused for a disabled user and an unknown one, and after too many', async () => {
    const { id, email } = await cast.developer();
    const status = (value: string) =>
      cast.asAdmin('PUT', `/backend/user/${id}`, { body: { status: value } });
    expectStatus(200, await status('disabled'));
    const refused = await send(id);
    expect([refused.status, refused.body.code]).toEqual([409, 'user_disabled']);
    expect(mailsTo(email)).toEqual([]);
    expectStatus(404, await send('usr_none'));
    expectStatus(200, await status('active'));
    const answers = [];
    for (let tries = 0; tries < 10; tries += 1) answers.push((await send(id)).status);
    expect(answers).toEqual([...Array<number>(9).fill(204), 429]);
    expect(mailsTo(email)).toHaveLength(9);
    // What strangers may ask for has a limit of its own.
    expectStatus(200, await bed.wire.post('/consumer/password_reset', { body: { email } }));
    expect(mailsTo(email)).toHaveLength(10);
  });
});

describe('a lost second factor', () => {
  const remove = (id: string) => cast.asAdmin('DELETE', `/backend/user/${id}/mfa`);
  const inFrench = async (person: Person) => {
    const { username, password } = person;
    const headers = { 'accept-language': 'fr', origin: bed.url };
    const body = { username, password };
    expectStatus(201, await bed.wire.post('/portal/session', { body, headers }));
  };

  it('is removed by an administrator; the user reads so in their language', async () => {
    const person = await cast.developer();
    await inFrench(person);
    const { recoveryCodes } = await cast.secondFactor(person);
    const { id, username, password, email } = person;
    expect((await login(username, password)).body.code).toBe('mfa_required');
    expectStatus(204, await remove(id));
    expectStatus(200, await login(username, password));
    expectStatus(200, await login(username, password, recoveryCodes[0]));
    expect((await read(id)).mfa).toBe(false);
    expect(await eventsOf(id)).toContain('backend.user.removeSecondFactor');
    const mail = await told(email, /administrateur a retiré le second facteur/);
    expect(mail).toContain('Si vous l’avez demandé');
    expect(mail).not.toContain('Si c’était vous');
    expectStatus(404, await remove(id));
  });

  it('of an administrator themselves takes a login that used it', async () => {
    const admin = await cast.holderOf('Administrator');
    const { id, username, password } = admin;
    const before = await login(username, password);
    const { recoveryCodes } = await cast.secondFactor(admin);
    const path = `/backend/user/${id}/mfa`;
    expectStatus(401, await bed.wire.delete(path, { token: before.body.token }));
    const refused = await bed.wire.delete(path, { token: admin.token });
    expect([refused.status, refused.body.code]).toEqual([403, 'second_factor_required']);
    const { token } = expectStatus(200, await login(username, password, recoveryCodes[0])).body;
    expectStatus(204, await bed.wire.delete(path, { token }));
  });
});
