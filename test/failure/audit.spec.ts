import { Changes } from '../../src/audit/changes.js';
import { operator } from '../../src/cli/operator.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Role } from '../../src/roles/role.entity.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import type { Answer } from '../support/wire.js';

/** A change, and a read that would show it. */
interface Case {
  title: string;
  change: () => Promise<Answer>;
  read: () => Promise<Answer>;
}

describe('a change whose line in the audit cannot be written', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const rename = (from: string, to: string) =>
    bed.app
      .get(UnitOfWork)
      .run((tx) => tx.rows.query(`ALTER TABLE ${from} RENAME TO ${to}`) as Promise<void>);

  const cases = async (): Promise<Case[]> => {
    const role = await cast.role(['deliveries']);
    const owner = await cast.developer();
    const app = await cast.app({ owner });
    const { token } = owner;
    const name = unique('changed');
    const grants = `/backend/token?userId=${(await cast.developer()).id}`;
    const [grant] = expectStatus(200, await cast.asAdmin('GET', grants)).body.entry;
    const partner = await cast.partner();
    const account = await cast.account(partner);
    const body = { userId: owner.id };
    return [
      {
        title: 'a role',
        change: () => cast.asAdmin('PUT', `/backend/role/${role.id}`, { body: { name } }),
        read: () => cast.asAdmin('GET', `/backend/role/${role.id}`),
      },
      {
        title: 'a new scope',
        change: () => cast.asAdmin('POST', '/backend/scope', { body: { name: unique('scope') } }),
        read: () => cast.asAdmin('GET', '/backend/scope'),
      },
      {
        title: 'a setting',
        change: () => cast.asAdmin('PUT', '/backend/config/quota.rows', { body: { value: 77 } }),
        read: () => cast.asAdmin('GET', '/backend/config/quota.rows'),
      },
      {
        title: 'a user',
        change: () =>
          cast.asAdmin('PUT', `/backend/user/${owner.id}`, { body: { username: name } }),
        read: () => cast.asAdmin('GET', `/backend/user/${owner.id}`),
      },
      {
        title: 'an app',
        change: () => bed.wire.send('PUT', `/consumer/app/${app.id}`, { token, body: { name } }),
        read: () => bed.wire.get(`/consumer/app/${app.id}`, { token }),
      },
      {
        title: 'a new app',
        change: () => bed.wire.post('/consumer/app', { token, body: { name } }),
        read: () => bed.wire.get('/consumer/app', { token }),
      },
      {
        title: 'a secret of an app',
        change: () => bed.wire.post(`/consumer/app/${app.id}/secret`, { token, body: {} }),
        read: () => bed.wire.get(`/consumer/app/${app.id}`, { token }),
      },
      {
        title: 'an app that is switched off',
        change: () => bed.wire.post(`/consumer/app/${app.id}/disable`, { token }),
        read: () => bed.wire.get(`/consumer/app/${app.id}`, { token }),
      },
      {
        title: 'an app that is removed',
        change: () => bed.wire.send('DELETE', `/consumer/app/${app.id}`, { token }),
        read: () => bed.wire.get('/consumer/app', { token }),
      },
      {
        title: 'a new account',
        change: () =>
          cast.asAdmin('POST', '/backend/account', { body: { name, ownerId: owner.id } }),
        read: () => cast.asAdmin('GET', '/backend/account'),
      },
      {
        title: 'an account',
        change: () => cast.asAdmin('PUT', `/backend/account/${account.id}`, { body: { name } }),
        read: () => cast.asAdmin('GET', `/backend/account/${account.id}`),
      },
      {
        title: 'a member of an account',
        change: () =>
          bed.wire.post(`/partner/account/${account.id}/member`, { token: partner.token, body }),
        read: () => cast.asAdmin('GET', `/backend/account/${account.id}/member`),
      },
      {
        title: 'a personal token',
        change: () =>
          bed.wire.post('/consumer/token', { token, body: { name, scopes: ['deliveries'] } }),
        read: () => bed.wire.get('/consumer/token', { token }),
      },
      {
        title: 'a new initial access token',
        change: () => cast.asAdmin('POST', '/backend/initial_access', { body: {} }),
        read: () => cast.asAdmin('GET', '/backend/initial_access'),
      },
      {
        title: 'a revoked grant',
        change: () => cast.asAdmin('DELETE', `/backend/token/${grant.id}`),
        read: () => cast.asAdmin('GET', grants),
      },
      ...(await removalCases()),
      ...(await ownCases()),
    ];
  };

  /** What administrators create, end and remove. */
  const removalCases = async (): Promise<Case[]> => {
    const person = await cast.developer();
    const idle = await cast.role(['deliveries']);
    const scope = { name: unique('scope') };
    const created = await cast.asAdmin('POST', '/backend/scope', { body: scope });
    const { id: scopeId } = expectStatus(201, created).body;
    const admin = (title: string, method: string, path: string, read: string, body?: object) => ({
      title,
      change: () => cast.asAdmin(method, path, { body }),
      read: () => cast.asAdmin('GET', read),
    });
    const username = unique('dev');
    const added = {
      username,
      email: `${username}@example.org`,
      password: `${username} has a long password`,
    };
    const user = `/backend/user/${person.id}`;
    return [
      admin('a new user', 'POST', '/backend/user', '/backend/user', added),
      {
        title: 'the end of all tokens of a user',
        change: () => cast.asAdmin('POST', `${user}/logout`),
        read: () => bed.wire.get('/consumer/account', { token: person.token }),
      },
      admin('a user that is removed', 'DELETE', user, '/backend/user'),
      admin('a new role', 'POST', '/backend/role', '/backend/role', { name: unique('Role') }),
      admin('a role that is removed', 'DELETE', `/backend/role/${idle.id}`, '/backend/role'),
      admin('a scope', 'PUT', `/backend/scope/${scopeId}`, '/backend/scope', {
        description: 'What it opens.',
      }),
      admin('a scope that is removed', 'DELETE', `/backend/scope/${scopeId}`, '/backend/scope'),
    ];
  };

  /** What people change about themselves; each of them somebody else, since some end their tokens. */
  const ownCases = async (): Promise<Case[]> => {
    const own = (title: string, { token }: Person, operation: string, body?: object) => {
      const [method = '', path = ''] = operation.split(' ');
      return {
        title,
        change: () => bed.wire.send(method, path, { token, body }),
        read: () => bed.wire.get('/consumer/account', { token }),
      };
    };
    const guarded = await cast.developer();
    const { body: begun } = await bed.wire.post('/consumer/account/mfa', { token: guarded.token });
    const code = cast.code(begun.secret as string);
    const changer = await cast.developer();
    const passwords = { oldPassword: changer.password, newPassword: 'a new long password' };
    const email = `${unique('moved')}@example.org`;
    return [
      own('an own address', await cast.developer(), 'PUT /consumer/account', { email }),
      own('an own second factor', guarded, 'PUT /consumer/account/mfa', { code }),
      own('an own password', changer, 'PUT /consumer/account/change_password', passwords),
      own('the end of all logins', await cast.developer(), 'DELETE /consumer/session'),
      own('the end of an own account', await cast.developer(), 'DELETE /consumer/account'),
    ];
  };

  it('is not there either, and the next one is', async () => {
    for (const { title, change, read } of await cases()) {
      const before = expectStatus(200, await read()).body;
      await rename('audit_entry', 'audit_away');
      const { status } = await change().finally(() => rename('audit_away', 'audit_entry'));
      expect([title, status]).toEqual([title, 500]);
      expect([title, expectStatus(200, await read()).body]).toEqual([title, before]);
      expect([title, (await change()).status < 300]).toEqual([title, true]);
    }
  });

  it('nor is one that does not say what it changed', async () => {
    const { id, name } = await cast.role(['deliveries']);
    const caller = await operator(bed.app);
    const job = bed.app.get(Changes).run(caller, 'backend.role.update', async (tx) => {
      await tx.rows.update(Role, { id }, { name: unique('unsaid') });
    });
    await expect(job).rejects.toThrow('backend.role.update does not say what it changed.');
    expect((await cast.asAdmin('GET', `/backend/role/${id}`)).body.name).toBe(name);
  });
});
