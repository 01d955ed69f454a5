/** @database sqlite */
import { claimsOf } from '../support/wire.js';
import { basic, Core, refused } from './core.js';

describe('client credentials (RFC 6749 §4.4)', () => {
  let core: Core;
  beforeEach(() => void (core = new Core()));

  it('give an app all that it may do, for an hour, and a token that says so (RFC 9068 §2.2)', async () => {
    const client = core.memory.client();
    const tokens = await core.own(client);
    expect(tokens).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3_600,
      refresh_token: expect.any(String),
      scope: 'authorization deliveries tasks',
    });
    const seconds = core.memory.time / 1000;
    expect(claimsOf(tokens.access_token)).toEqual({
      iss: 'https://id.example',
      sub: client.id,
      aud: 'https://id.example',
      client_id: client.id,
      scope: tokens.scope,
      iat: seconds,
      exp: seconds + 3_600,
      jti: expect.any(String),
    });
  });

  it('give what is asked for, and refuse what is not the app’s or does not exist (RFC 6749 §3.3)', async () => {
    const client = core.memory.client({ scope: ['deliveries'] });
    expect((await core.own(client, { scope: 'deliveries.read' })).scope).toBe('deliveries.read');
    for (const scope of ['tasks', 'deliveries tasks', 'nothing', 'deliveries "'])
      await refused(core.own(client, { scope }), 'invalid_scope');
  });

  it('are for apps that can prove who they are', async () => {
    const client = core.memory.client({ authentication: ['none'] });
    await refused(core.own(client), 'unauthorized_client');
  });

  it('work for an account of the owner alone', async () => {
    const client = core.memory.client({ ownerId: 'the owner' });
    core.memory.accounts.set('theirs', ['the owner']).set('foreign', ['somebody']);
    const { access_token } = await core.own(client, { scope: 'deliveries account:theirs' });
    expect(claimsOf(access_token).account).toBe('theirs');
    await refused(core.own(client, { scope: 'deliveries account:foreign' }), 'invalid_scope');
    core.memory.accounts.set('theirs', []);
    expect(await core.opens(access_token)).toBe(false);
  });

  it('name as audience the app that has the resource, as it spells it (RFC 8707 §2)', async () => {
    const client = core.memory.client();
    core.memory.client({ url: 'https://api.example/v1' });
    const asked = { resource: 'HTTPS://API.example:443/v1' };
    const { access_token } = await core.own(client, asked);
    expect(claimsOf(access_token).aud).toBe('https://api.example/v1');
    await refused(core.own(client, { resource: 'https://nobody.example' }), 'invalid_target');
    await refused(core.own(client, { resource: 'no uri' }), 'invalid_target');
  });

  it('answer at each endpoint in the words that its clients know', async () => {
    const authorization = basic(core.memory.client());
    const form = { grant_type: 'client_credentials' };
    const [three, plain] = [
      await core.send(form, { authorization }, 'oauth2'),
      await core.send(form, { authorization }, 'oauth'),
    ];
    expect(Object.keys(three)).toEqual(['token_type', 'expires_in', 'access_token']);
    expect(three.token_type).toBe('Bearer');
    expect(Object.keys(plain)).toEqual(['access_token', 'token_type', 'expires_in']);
  });

  it('are refused to a client that registered itself without them (RFC 7591 §2)', async () => {
    const client = core.memory.client({ grantTypes: ['authorization_code'] });
    await refused(core.own(client), 'unauthorized_client');
  });
});

describe('the token endpoint (RFC 6749 §3.2)', () => {
  it('serves the grant types that it names, and no other (RFC 6749 §5.2)', async () => {
    const core = new Core();
    const authorization = basic(core.memory.client());
    await refused(core.send({}, { authorization }), 'invalid_request');
    for (const grant_type of ['implicit', 'toString', '__proto__'])
      await refused(core.send({ grant_type }, { authorization }), 'unsupported_grant_type');
    const password = core.send({ grant_type: 'password' }, { authorization }, 'oauth2');
    await refused(password, 'unsupported_grant_type');
  });
});

describe('the password grant (RFC 6749 §4.3)', () => {
  const login = (core: Core, facts: { firstParty: boolean }, more: Record<string, string> = {}) => {
    const client = core.memory.client({ authentication: ['none'], ...facts });
    const { username, password } = core.memory.person({ username: 'ada', otp: more.set });
    return core.token(client, { grant_type: 'password', username, password, ...more });
  };

  it('is for the provider’s own apps alone (RFC 9700 §2.4)', async () => {
    const tokens = await login(new Core(), { firstParty: true });
    expect(tokens.scope).toBe('authorization deliveries tasks');
    await refused(login(new Core(), { firstParty: false }), 'unauthorized_client');
  });

  it('gives no more than the person may do', async () => {
    const core = new Core();
    const client = core.memory.client({ authentication: ['none'], firstParty: true });
    const { username, password } = core.memory.person({ scope: ['deliveries', 'backend'] });
    const form = { grant_type: 'password', username, password };
    expect((await core.token(client, form)).scope).toBe('deliveries');
    await refused(core.token(client, { ...form, scope: 'backend' }), 'invalid_scope');
  });

  it('refuses a wrong password and a wrong name in the same words', async () => {
    const core = new Core();
    const client = core.memory.client({ authentication: ['none'], firstParty: true });
    const { username, password } = core.memory.person();
    const [known, unknown] = await Promise.all(
      [
        { username, password: 'wrong' },
        { username: 'nobody', password },
      ].map((pair) =>
        core.token(client, { grant_type: 'password', ...pair }).catch((error: unknown) => error),
      ),
    );
    expect(known).toMatchObject({ error: 'invalid_grant' });
    expect(unknown).toEqual(known);
  });

  it('asks for the second factor where one is set', async () => {
    const [set, otp] = ['123456', '123456'];
    await refused(login(new Core(), { firstParty: true }, { set }), 'mfa_required');
    expect((await login(new Core(), { firstParty: true }, { set, otp })).scope).not.toBe('');
    const wrong = login(new Core(), { firstParty: true }, { set, otp: '654321' });
    await refused(wrong, 'invalid_grant');
  });

  it('at /oauth/token carries an account as client_secret and lives fourteen days', async () => {
    const core = new Core();
    const client = core.memory.client({ authentication: ['none'], firstParty: true });
    const { id, username, password } = core.memory.person();
    core.memory.accounts.set('theirs', [id]);
    const named = { client_id: client.id, client_secret: 'theirs' };
    const form = { grant_type: 'password', username, password, ...named };
    const answer = await core.send(form, {}, 'oauth');
    expect(answer).toMatchObject({
      expires_in: 1_209_599,
      userName: username,
      clientId: client.id,
    });
    expect(claimsOf(answer.access_token)).toMatchObject({ account: 'theirs', sub: id });
    // A refresh token works at its own endpoint alone.
    await refused(core.refresh(client, answer.refresh_token), 'invalid_grant');
  });
});
