/** @database sqlite */
import { claimsOf } from '../support/wire.js';
import { Core, refused, type Tokens } from './core.js';
import type { TestClient, TestPerson } from './in-memory.js';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token';
const API = 'https://api.example/';
const NEXT = 'https://next.example/';

describe('token exchange (RFC 8693)', () => {
  let core: Core;
  let front: TestClient;
  let api: TestClient;
  let person: TestPerson;
  beforeEach(() => {
    core = new Core();
    front = core.memory.client();
    api = core.memory.client({ url: API, exchangeAudiences: [NEXT, 'https://id.example'] });
    core.memory.client({ url: NEXT });
    person = core.memory.person();
  });

  const call = (wanted = {}) => core.tokensFor(front, person, { resource: API, ...wanted });
  const exchange = (
    { access_token }: Pick<Tokens, 'access_token'>,
    more: Record<string, string | undefined> = {},
    by = api,
  ) => {
    const subject = { subject_token: access_token, subject_token_type: ACCESS };
    return core.token(by, { grant_type: GRANT, ...subject, ...more });
  };

  it('gives an API a token to act for who called it, which names who acts (§4.1)', async () => {
    const answer = await exchange(await call(), { resource: NEXT });
    expect(answer).toMatchObject({ issued_token_type: ACCESS, scope: 'deliveries' });
    expect(answer.refresh_token).toBeUndefined();
    expect(claimsOf(answer.access_token)).toMatchObject({
      sub: person.id,
      client_id: api.id,
      aud: NEXT,
      act: { sub: api.id },
    });
  });

  it('keeps those who acted before within act (§4.1), five at most', async () => {
    let token = await exchange(await call());
    const { act } = claimsOf((await exchange(token)).access_token);
    expect(act).toEqual({ sub: api.id, act: { sub: api.id } });
    for (let times = 1; times < 5; times += 1) token = await exchange(token);
    await refused(exchange(token), 'invalid_request');
  });

  it('gives no more than the subject token, and lives no longer', async () => {
    const subject = await call({ scope: 'deliveries tasks' });
    await refused(exchange(subject, { scope: 'authorization' }), 'invalid_scope');
    core.memory.advance(3_000_000);
    const { scope, expires_in } = await exchange(subject, { scope: 'tasks' });
    expect([scope, expires_in]).toEqual(['tasks', 600]);
  });

  it('is for whom the subject token was made by or for', async () => {
    const subject = await call();
    await refused(exchange(subject, {}, core.memory.client()), 'invalid_request');
    await exchange(subject, {}, front);
    // A client does not change the audience of its own token, wherever else it may go on to.
    front.exchangeAudiences = [NEXT];
    await refused(exchange(subject, { resource: NEXT }, front), 'invalid_target');
  });

  it('goes on only to where an administrator lets it', async () => {
    api.exchangeAudiences = [];
    await refused(exchange(await call(), { resource: NEXT }), 'invalid_target');
    await refused(exchange(await call(), { audience: 'https://id.example' }), 'invalid_target');
    await refused(exchange(await call(), { resource: NEXT, audience: API }), 'invalid_target');
  });

  it('takes live access tokens of people alone', async () => {
    await refused(exchange({ access_token: 'foreign' }), 'invalid_request');
    await refused(exchange(await core.own(front, { resource: API })), 'invalid_request');
    await refused(exchange(await call(), { subject_token_type: 'urn:other' }), 'invalid_request');
    await refused(exchange(await call(), { subject_token_type: undefined }), 'invalid_request');
    const ended = await call();
    await core.refresh(front, ended.refresh_token);
    await refused(exchange(ended), 'invalid_request');
  });

  it('is for apps that authenticate, each in its own name', async () => {
    const open = core.memory.client({ authentication: ['none'], url: API });
    await refused(exchange(await call(), {}, open), 'unauthorized_client');
    const own = (await core.own(api)).access_token;
    await exchange(await call(), { actor_token: own, actor_token_type: ACCESS });
    const other = (await core.own(front)).access_token;
    const foreign = { actor_token: other, actor_token_type: ACCESS };
    await refused(exchange(await call(), foreign), 'invalid_request');
  });

  it('makes a token that ends with the subject token, its family and both apps', async () => {
    const made = async () => {
      const subject = await call();
      const { access_token } = await exchange(subject);
      expect(await core.opens(access_token)).toBe(true);
      return { subject, access_token };
    };
    const [one, two, three, four] = [await made(), await made(), await made(), await made()];
    const { jti } = claimsOf(one.subject.access_token);
    await core.memory.ports.revokedTokens.add(String(jti), core.memory.time);
    expect(await core.opens(one.access_token)).toBe(false);
    await core.refresh(front, two.subject.refresh_token);
    expect(await core.opens(two.access_token)).toBe(false);
    front.epoch += 1;
    expect(await core.opens(three.access_token)).toBe(false);
    front.epoch -= 1;
    api.epoch += 1;
    expect(await core.opens(four.access_token)).toBe(false);
  });
});
