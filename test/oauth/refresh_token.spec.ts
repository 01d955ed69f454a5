/** @database sqlite */
import { claimsOf } from '../support/wire.js';
import { Core, refused, type Tokens } from './core.js';
import type { TestClient, TestPerson } from './in-memory.js';

const DAY_MS = 86_400_000;

describe('refresh tokens (RFC 6749 §6, RFC 9700 §4.14.2)', () => {
  let core: Core;
  let client: TestClient;
  let person: TestPerson;
  beforeEach(() => {
    core = new Core();
    client = core.memory.client();
    person = core.memory.person();
  });

  const use = ({ refresh_token }: Tokens, more?: Record<string, string>) =>
    core.refresh(client, refresh_token, more);

  describe.each([
    ['an app for itself', () => core.own(client)],
    ['a person', () => core.tokensFor(client, person)],
  ])('of %s', (_, first) => {
    it('rotate: the pair before is over at once', async () => {
      const one = await first();
      const two = await use(one);
      expect(two.refresh_token).not.toBe(one.refresh_token);
      expect([await core.opens(one.access_token), await core.opens(two.access_token)]).toEqual([
        false,
        true,
      ]);
    });

    it('give many uses at once one successor', async () => {
      const one = await first();
      const answers = await Promise.all(Array.from({ length: 20 }, () => use(one)));
      expect(new Set(answers.map(({ refresh_token }) => refresh_token)).size).toBe(1);
      for (const { access_token } of answers) expect(await core.opens(access_token)).toBe(true);
    });

    it('may be repeated for ten seconds by a client that lost the answer', async () => {
      const one = await first();
      const two = await use(one);
      core.memory.advance(10_000);
      expect((await use(one)).refresh_token).toBe(two.refresh_token);
      await use(two);
    });

    it('end the family when one comes back after ten seconds', async () => {
      const one = await first();
      const two = await use(one);
      core.memory.advance(10_001);
      await refused(use(one), 'invalid_grant');
      expect(await core.opens(two.access_token)).toBe(false);
      await refused(use(two), 'invalid_grant');
    });

    it('end the family when one comes back after its successor was used', async () => {
      const one = await first();
      const two = await use(one);
      const three = await use(two);
      await refused(use(one), 'invalid_grant');
      await refused(use(three), 'invalid_grant');
      expect(await core.opens(three.access_token)).toBe(false);
    });

    it('expire, unless they are used in time', async () => {
      const one = await first();
      core.memory.advance(13 * DAY_MS);
      const two = await use(one);
      core.memory.advance(13 * DAY_MS);
      const three = await use(two);
      core.memory.advance(14 * DAY_MS);
      await refused(use(three), 'invalid_grant');
    });

    it('never live longer than a year after the first', async () => {
      let tokens = await first();
      for (let day = 13; day < 365; day += 13) {
        core.memory.advance(13 * DAY_MS);
        tokens = await use(tokens);
      }
      core.memory.advance(DAY_MS);
      await refused(use(tokens), 'invalid_grant');
    });

    it('end with all tokens of the app', async () => {
      const one = await first();
      client.epoch += 1;
      await refused(use(one), 'invalid_grant');
    });

    it('work for their own client alone, and another’s try does not hurt', async () => {
      const one = await first();
      await refused(core.refresh(core.memory.client(), one.refresh_token), 'invalid_grant');
      await use(one);
    });
  });

  it('give less on request, and all of the grant again the next time (RFC 6749 §6)', async () => {
    const less = await use(await core.own(client), { scope: 'tasks' });
    expect(less.scope).toBe('tasks');
    const all = await use(less);
    expect(all.scope).toBe('authorization deliveries tasks');
    await refused(use(all, { scope: 'backend' }), 'invalid_scope');
    await use(all);
  });

  it('carry on subject, scope, account and audience', async () => {
    core.memory.client({ url: 'https://api.example/' });
    core.memory.accounts.set('theirs', [person.id]);
    const scope = 'deliveries account:theirs';
    const wanted = { scope, resource: 'https://api.example' };
    const one = await core.tokensFor(client, person, wanted);
    const two = await use(one);
    const [before, after] = [claimsOf(one.access_token), claimsOf(two.access_token)];
    const { jti, ...same } = before;
    expect(after).toMatchObject(same);
    expect(after.jti).not.toBe(jti);
    await refused(use(two, { resource: 'https://id.example' }), 'invalid_target');
  });

  it('end with the person, their tokens and their account', async () => {
    core.memory.accounts.set('theirs', [person.id]);
    const wanted = { scope: 'deliveries account:theirs' };
    const [one, two, three] = [
      await core.tokensFor(client, person, wanted),
      await core.tokensFor(client, person),
      await core.tokensFor(client, person),
    ];
    core.memory.accounts.delete('theirs');
    await refused(use(one), 'invalid_grant');
    person.epoch += 1;
    await refused(use(two), 'invalid_grant');
    person.epoch -= 1;
    core.memory.people.delete(person.id);
    await refused(use(three), 'invalid_grant');
  });

  it('give no more than app and person may do by now', async () => {
    const one = await core.tokensFor(client, person, { scope: 'deliveries tasks' });
    person.scope = ['tasks'];
    expect((await use(one)).scope).toBe('tasks');
  });

  it('are known by their authentication code, however they were changed', async () => {
    const { refresh_token } = await core.own(client);
    const parts = refresh_token.split('_');
    const changed = parts.map((part, at) => (at === 3 ? '1' : part)).join('_');
    for (const token of [
      changed,
      `${refresh_token}0`,
      'gate_ref_x',
      ' ',
      refresh_token.slice(0, -1),
    ])
      await refused(core.refresh(client, token), 'invalid_grant');
    await core.refresh(client, refresh_token);
  });
});
