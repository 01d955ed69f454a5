/** @database sqlite */
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import type { Answer } from '../support/wire.js';

interface Fault {
  field: string;
  message: string;
  code: string;
}

/** The faults of a refusal by field: each once, in a sentence. */
function faultsOf(answer: Answer): Record<string, string> {
  const errors: Fault[] = expectStatus(400, answer).body.errors;
  const fields = errors.map(({ field }) => field);
  expect(fields).toEqual([...new Set(fields)]);
  for (const { message } of errors) expect(message).toMatch(/^[A-Z“][^$]*[.)]$/);
  return Object.fromEntries(errors.map(({ field, code }) => [field, code]));
}

describe('a request with wrong fields', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const past = '2020-01-01T00:00:00Z';

  it('names a short password beside a bad address and a bad name', async () => {
    const body = { username: 'a', email: 'nowhere', password: 'short' };
    expect(faultsOf(await bed.wire.post('/consumer/register', { body }))).toEqual({
      username: 'is_username',
      email: 'is_email',
      password: 'too_short',
    });
    expect(faultsOf(await cast.asAdmin('POST', '/backend/user', { body }))).toEqual({
      username: 'is_username',
      email: 'is_email',
      password: 'too_short',
    });
  });

  it('names a password that is leaked, or the own name, beside other fields', async () => {
    const username = unique('somebody-long');
    const register = (password: string) =>
      bed.wire.post('/consumer/register', { body: { username, email: 'nowhere', password } });
    expect(faultsOf(await register('password123'))).toMatchObject({ password: 'leaked' });
    expect(faultsOf(await register(username.toUpperCase()))).toMatchObject({
      password: 'is_own_name',
    });
    expect(faultsOf(await register('x'.repeat(2000)))).toMatchObject({ password: 'too_long' });
  });

  it('names scopes, roles, owners and times that are checked against what there is', async () => {
    const admin = await cast.admin();
    const { token } = admin;
    const scopes = ['no_such_scope'];
    const name = ' ';
    const personal = { name, scopes, expiresAt: past };
    expect(faultsOf(await bed.wire.post('/consumer/token', { token, body: personal }))).toEqual({
      name: 'one_line',
      scopes: 'unknown_scope',
      expiresAt: 'in_the_past',
    });
    const app = { name, scopes };
    expect(faultsOf(await bed.wire.post('/consumer/app', { token, body: app }))).toEqual({
      name: 'one_line',
      scopes: 'unknown_scope',
    });
    const foreign = { ...app, ownerId: 'usr_nobody' };
    expect(faultsOf(await cast.asAdmin('POST', '/backend/app', { body: foreign }))).toEqual({
      name: 'one_line',
      scopes: 'unknown_scope',
      ownerId: 'unknown_person',
    });
    expect(faultsOf(await cast.asAdmin('POST', '/backend/role', { body: app }))).toEqual({
      name: 'matches',
      scopes: 'unknown_scope',
    });
    const role = await cast.role(['deliveries']);
    const change = { description: 7, scopes };
    expect(
      faultsOf(await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body: change })),
    ).toEqual({ description: 'is_string', scopes: 'unknown_scope' });
    const person = { username: 'a', email: 'a@example.org', password: 'long enough, this is', roleId: 'rol_x' }; // prettier-ignore
    expect(faultsOf(await cast.asAdmin('POST', '/backend/user', { body: person }))).toEqual({
      username: 'is_username',
      roleId: 'unknown_role',
    });
    const account = { name: ' ', ownerId: 'usr_nobody' };
    expect(faultsOf(await cast.asAdmin('POST', '/backend/account', { body: account }))).toEqual({
      name: 'one_line',
      ownerId: 'unknown_person',
    });
  });

  it('names all that only the state of things forbids, too', async () => {
    const { token } = await cast.developer();
    const personal = { name: 'x', scopes: ['no_such_scope'], expiresAt: past };
    expect(faultsOf(await bed.wire.post('/consumer/token', { token, body: personal }))).toEqual({
      scopes: 'unknown_scope',
      expiresAt: 'in_the_past',
    });
    const app = { name: 'x', scopes: ['no_such_scope'], accountId: 'acc_unknown' };
    expect(faultsOf(await bed.wire.post('/consumer/app', { token, body: app }))).toEqual({
      scopes: 'unknown_scope',
      accountId: 'unknown_account',
    });
  });

  it('names a missing field, an unknown one and one of another kind once each', async () => {
    const { token } = await cast.admin();
    const answer = await bed.wire.post('/api/deliveries', {
      token,
      body: { comments: 7, status: 'gone', colour: 'red' },
    });
    expect(faultsOf(answer)).toEqual({
      title: 'is_string',
      comments: 'is_string',
      status: 'is_in',
      colour: 'whitelist_validation',
    });
    expect(answer.body.errors).toContainEqual({
      field: 'title',
      code: 'is_string',
      message: 'The title must not be missing.',
    });
    const list = await bed.wire.get('/api/deliveries?count=x&startIndex=-1', { token });
    expect(faultsOf(list)).toEqual({ count: 'is_int', startIndex: 'min' });
  });

  it('says at which fields a name and an address are taken, both at once', async () => {
    const { username, email } = await cast.developer();
    const body = { username, email, password: 'a long enough password' };
    const answer = await cast.asAdmin('POST', '/backend/user', { body });
    expect(expectStatus(409, answer).body).toMatchObject({
      code: 'username_taken',
      errors: [
        { field: 'username', code: 'username_taken' },
        { field: 'email', code: 'email_taken' },
      ],
    });
    const { name } = await cast.role([]);
    const twin = await cast.asAdmin('POST', '/backend/role', { body: { name, scopes: [] } });
    expect(expectStatus(409, twin).body.errors).toMatchObject([{ field: 'name' }]);
  });
});
