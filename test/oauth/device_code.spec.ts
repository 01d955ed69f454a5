/** @database sqlite */
import { claimsOf } from '../support/wire.js';
import { basic, Core, refused } from './core.js';
import type { TestClient, TestPerson } from './in-memory.js';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

describe('device authorization (RFC 8628)', () => {
  let core: Core;
  let client: TestClient;
  let person: TestPerson;
  beforeEach(() => {
    core = new Core();
    client = core.memory.client();
    person = core.memory.person();
  });

  const start = (parameters: Record<string, string> = {}) =>
    core.server.startDevice(
      { parameters: { scope: 'deliveries', ...parameters }, authorization: basic(client) },
      async () => undefined,
    );
  const poll = (device_code: string, more: Record<string, string> = {}) =>
    core.token(client, { grant_type: GRANT, device_code, ...more });
  const decide = (shown: string, granted?: string[]) =>
    core.memory.devices.decide(
      shown.replace('-', ''),
      granted && {
        userId: person.id,
        userEpoch: person.epoch,
        clientEpoch: client.epoch,
        granted,
        authTime: 1_700_000_000,
      },
    );

  it('answers with the codes and where the person goes (§3.2)', async () => {
    const answer = await start();
    const { user_code, verification_uri } = answer;
    expect(user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(answer).toEqual({
      device_code: expect.stringMatching(/^gate_dev_/),
      user_code,
      verification_uri: 'https://id.example/device',
      verification_uri_complete: `${verification_uri}?user_code=${user_code}`,
      expires_in: 600,
      interval: 5,
    });
  });

  it('refuses at its start what no person could grant', async () => {
    await refused(start({ scope: 'backend' }), 'invalid_scope');
    await refused(start({ resource: 'https://nobody.example' }), 'invalid_target');
    client.grantTypes = ['authorization_code'];
    await refused(start(), 'unauthorized_client');
  });

  it('asks who sends before it counts them', async () => {
    const admit = jest.fn(() => Promise.reject(new Error('too many')));
    const parameters = { scope: 'deliveries' };
    await refused(core.server.startDevice({ parameters }, admit), 'invalid_client');
    expect(admit).not.toHaveBeenCalled();
    const known = { parameters, authorization: basic(client) };
    await expect(core.server.startDevice(known, admit)).rejects.toThrow('too many');
    expect(admit).toHaveBeenCalledWith(expect.objectContaining({ client }));
  });

  it('is pending until the person agrees, and then gives tokens once (§3.5)', async () => {
    const { device_code, user_code } = await start({ scope: 'openid deliveries' });
    await refused(poll(device_code), 'authorization_pending');
    core.memory.advance(5_000);
    await decide(user_code, ['openid', 'deliveries']);
    const tokens = await poll(device_code);
    expect(claimsOf(tokens.access_token)).toMatchObject({
      sub: person.id,
      client_id: client.id,
      auth_time: 1_700_000_000,
    });
    expect(claimsOf(tokens.id_token).sub).toBe(person.id);
    await core.refresh(client, tokens.refresh_token);
    await refused(poll(device_code), 'invalid_grant');
  });

  it('makes who polls too fast wait five seconds longer (§3.5)', async () => {
    const { device_code } = await start();
    await refused(poll(device_code), 'authorization_pending');
    core.memory.advance(4_999);
    await refused(poll(device_code), 'slow_down');
    core.memory.advance(9_999);
    await refused(poll(device_code), 'slow_down');
    core.memory.advance(15_000);
    await refused(poll(device_code), 'authorization_pending');
  });

  it('tells of a refusal, and of an end that came first (§3.5)', async () => {
    const [denied, late] = [await start(), await start()];
    await decide(denied.user_code);
    await refused(poll(denied.device_code), 'access_denied');
    core.memory.advance(600_000);
    await refused(poll(late.device_code), 'expired_token');
    await refused(poll('gate_dev_unknown'), 'invalid_grant');
  });

  it('gives nothing to another client, and stays for its own', async () => {
    const { device_code, user_code } = await start();
    await decide(user_code, ['deliveries']);
    const other = core.token(core.memory.client(), { grant_type: GRANT, device_code });
    await refused(other, 'invalid_grant');
    expect((await poll(device_code)).scope).toBe('deliveries');
  });

  it('gives nothing once app or person have ended what was agreed', async () => {
    const [one, two] = [await start(), await start()];
    await decide(one.user_code, ['deliveries']);
    await decide(two.user_code, ['deliveries']);
    client.epoch += 1;
    await refused(poll(one.device_code), 'invalid_grant');
    client.epoch -= 1;
    person.scope = ['tasks'];
    await refused(poll(two.device_code), 'invalid_grant');
  });
});
