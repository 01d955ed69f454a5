import type { Transaction } from '../../src/database/transaction.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Role } from '../../src/roles/role.entity.js';
import { Scope } from '../../src/scopes/scope.entity.js';
import { MailToken } from '../../src/users/mail/mail-token.entity.js';
import { MailTokensService } from '../../src/users/mail/mail-tokens.service.js';
import { User } from '../../src/users/user.entity.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import type { Answer } from '../support/wire.js';

const ENOUGH_MS = 400;

// On PostgreSQL a transaction sees what others have committed, and nothing of what they are about to.
describe('a rule and what breaks it, at the same moment', () => {
  const bed = testbed({ env: { SMTP_URL: 'smtp://127.0.0.1:9' } });
  const cast = new Cast(bed);
  beforeAll(() => cast.setting('registration.activation', 'none'));

  /** Sends a request while another transaction has written and is about to commit. */
  const during = async (
    write: (tx: Transaction) => Promise<unknown>,
    send: () => Promise<Answer>,
  ) => {
    let answer: Promise<Answer> | undefined;
    await bed.app.get(UnitOfWork).run(async (tx) => {
      await write(tx);
      answer = send();
      await new Promise((resolve) => setTimeout(resolve, ENOUGH_MS));
    });
    if (!answer) throw new Error('Nothing was sent.');
    return answer;
  };

  it('nobody gets a role that is being removed', async () => {
    const role = await cast.role(['deliveries']);
    const person = await cast.developer();
    const remove = async (tx: Transaction) => {
      await tx.lock('role');
      await tx.rows.delete(Role, { id: role.id });
    };
    const give = () =>
      cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { roleId: role.id } });
    expectStatus(400, await during(remove, give));
    const next = await cast.role(['deliveries']);
    const name = unique('user');
    const make = () =>
      cast.asAdmin('POST', '/backend/user', {
        body: {
          username: name,
          email: `${name}@example.org`,
          password: 'a long enough password',
          roleId: next.id,
        },
      });
    const removeNext = async (tx: Transaction) => {
      await tx.lock('role');
      await tx.rows.delete(Role, { id: next.id });
    };
    expectStatus(400, await during(removeNext, make));
  });

  it('no role and no app takes a scope that is being removed', async () => {
    const role = await cast.role(['deliveries']);
    const app = await cast.app({ owner: await cast.admin() });
    const takers = [
      (scopes: string[]) => cast.asAdmin('PUT', `/backend/role/${role.id}`, { body: { scopes } }),
      (scopes: string[]) => {
        const body = { name: unique('Role'), scopes };
        return cast.asAdmin('POST', '/backend/role', { body });
      },
      (scopes: string[]) => cast.asAdmin('PUT', `/backend/app/${app.id}`, { body: { scopes } }),
      (scopes: string[]) => {
        const body = { name: unique('App'), scopes };
        return cast.asAdmin('POST', '/backend/app', { body });
      },
    ];
    for (const take of takers) {
      const name = unique('elsewhere');
      expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body: { name } }));
      const remove = async (tx: Transaction) => {
        await tx.lock('scope');
        await tx.rows.delete(Scope, { name });
      };
      expectStatus(400, await during(remove, () => take([name])));
    }
  });

  it('a lesser administrator does not catch somebody on the way up', async () => {
    const lesser = await cast.holderOf(['backend.user', 'consumer', 'deliveries', 'tasks']);
    const role = await cast.role(['deliveries']);
    const person = await cast.developer();
    const plain = { body: { roleId: role.id } };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${person.id}`, plain));
    const roleId = await cast.roleId('Administrator');
    const promote = async (tx: Transaction) => {
      await tx.lock('administrators');
      await tx.rows.update(User, { id: person.id }, { roleId });
    };
    const body = { password: 'known to the lesser one' };
    const catchThem = () =>
      bed.wire.put(`/backend/user/${person.id}`, { token: lesser.token, body });
    expectStatus(403, await during(promote, catchThem));
  });

  it('an activation link does not undo being disabled', async () => {
    await cast.setting('registration.activation', 'email');
    const name = unique('user');
    const body = { username: name, email: `${name}@example.org`, password: 'a long password' };
    expectStatus(200, await bed.wire.post('/consumer/register', { body }));
    await cast.setting('registration.activation', 'none');
    const found = await cast.asAdmin('GET', `/backend/user?search=${name}`);
    const { id } = found.body.entry[0];
    // The mail is never seen, so the link is replaced by one that the test knows.
    const token = await bed.app.get(UnitOfWork).run(async (tx) => {
      await tx.rows.delete(MailToken, { userId: id });
      return bed.app.get(MailTokensService, { strict: false }).issue(tx, id, 'activation');
    });
    const disable = async (tx: Transaction) => {
      await tx.lock('administrators');
      await tx.rows.update(User, { id }, { status: 'disabled' });
    };
    const activate = () => bed.wire.post('/consumer/activate', { body: { token } });
    expectStatus(400, await during(disable, activate));
    const after = await cast.asAdmin('GET', `/backend/user/${id}`);
    expect(after.body.status).toBe('disabled');
  });

  it('of two changes of one password the second one is refused', async () => {
    const person = await cast.developer();
    const change = (newPassword: string) =>
      bed.wire.put('/consumer/account/change_password', {
        token: person.token,
        body: { oldPassword: person.password, newPassword },
      });
    const replace = async (tx: Transaction) => {
      await tx.lock('administrators');
      await tx.rows.update(User, { id: person.id }, { passwordHash: 'another one' });
    };
    expectStatus(400, await during(replace, () => change('a new and long password')));
  });
});
