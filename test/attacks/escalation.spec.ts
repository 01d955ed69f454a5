import { answerAt, authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token';

describe('getting more than was given', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const personal = async (token: string, scopes: string[]) => {
    const body = { name: 'script', scopes };
    return expectStatus(201, await bed.wire.post('/consumer/token', { token, body })).body.token;
  };

  it('a token exchanged for a login opens what it says, not what the person may', async () => {
    const app = await cast.firstPartyApp({ type: 'confidential', scopes: ['deliveries'] });
    const person = await cast.developer();
    const answer = await bed.wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: {
        grant_type: EXCHANGE,
        subject_token: person.token,
        subject_token_type: ACCESS,
        scope: 'deliveries.list',
      },
    });
    const { access_token: token } = expectStatus(200, answer).body;
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(403, await bed.wire.post('/api/deliveries', { token, body: { title: 'x' } }));
    expectStatus(403, await bed.wire.get('/consumer/account', { token }));
    expectStatus(200, await bed.wire.get('/consumer/account', { token: person.token }));
  });

  it('a personal token takes over nobody: neither the address nor the second factor', async () => {
    const person = await cast.developer();
    const token = await personal(person.token, ['consumer']);
    const body = { email: `stolen-${person.email}` };
    const moved = await bed.wire.put('/consumer/account', { token, body });
    expect([moved.status, moved.body.code]).toEqual([403, 'own_login_required']);
    const begun = await bed.wire.post('/consumer/account/mfa', { token });
    expect([begun.status, begun.body.code]).toEqual([403, 'own_login_required']);
    expectStatus(201, await bed.wire.post('/consumer/account/mfa', { token: person.token }));
    const confirmed = await bed.wire.put('/consumer/account/mfa', { token, body: { code: '1' } });
    expect([confirmed.status, confirmed.body.code]).toEqual([403, 'own_login_required']);
    const me = expectStatus(200, await bed.wire.get('/consumer/account', { token })).body;
    expect([me.email, me.mfa]).toEqual([person.email, false]);
    expectStatus(200, await bed.wire.put('/consumer/account', { token: person.token, body }));
  });

  it('nor does an app that acts for the person', async () => {
    const app = await cast.firstPartyApp();
    const person = await cast.developer();
    const { username, password } = person;
    const form = { grant_type: 'password', client_id: app.appKey, username, password };
    const answer = await bed.wire.post('/authorization/token', { form });
    const { access_token: token } = expectStatus(200, answer).body;
    const body = { email: `stolen-${person.email}` };
    expectStatus(403, await bed.wire.put('/consumer/account', { token, body }));
    expectStatus(403, await bed.wire.post('/consumer/account/mfa', { token }));
  });

  it('a refresh asks for no identity that the person left out, and is not spent by asking', async () => {
    const app = await cast.app({ redirectUris: [CALLBACK] });
    const browser = new Browser(bed);
    await browser.signIn(await cast.developer());
    const { verifier, challenge } = pkce();
    const scope = 'openid email deliveries offline_access';
    const id = await browser.ask(authorizeUrl(app, { scope, code_challenge: challenge }));
    const granted = ['openid', 'deliveries', 'offline_access'];
    const { redirectTo } = expectStatus(200, await browser.decide(id, 'allow', granted)).body;
    const token = (form: Record<string, string>) =>
      bed.wire.post('/authorization/token', { basic: [app.appKey, app.appSecret], form });
    const first = await token({
      grant_type: 'authorization_code',
      code: answerAt(redirectTo).get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    });
    const { refresh_token } = expectStatus(200, first).body;
    const refresh = { grant_type: 'refresh_token', refresh_token };
    for (const name of ['email', 'profile', 'openid email deliveries']) {
      const refused = expectStatus(400, await token({ ...refresh, scope: name }));
      expect(refused.body.error).toBe('invalid_scope');
    }
    const renewed = expectStatus(200, await token({ ...refresh, scope: 'openid deliveries' })).body;
    expect(renewed.scope).toBe('openid deliveries');
  });

  it('nor does an app that acts for itself get one that it did not ask for', async () => {
    const app = await cast.app();
    const { refresh_token } = await cast.tokens(app, { scope: 'deliveries' });
    const form = { grant_type: 'refresh_token', refresh_token, scope: 'deliveries openid' };
    const basic: [string, string] = [app.appKey, app.appSecret];
    const refused = await bed.wire.post('/authorization/token', { basic, form });
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_scope']);
    expectStatus(200, await cast.refresh(app, refresh_token));
  });

  it('name and password with a narrower scope are no login, and without one they are', async () => {
    const person = await cast.developer();
    const { username, password } = person;
    const sign = async (wish: Record<string, string>) => {
      const form = { grant_type: 'client_credentials', ...wish };
      const basic: [string, string] = [username, password];
      const answer = await bed.wire.post('/authorization/token', { basic, form });
      return expectStatus(200, answer).body.access_token as string;
    };
    const body = { email: `new-${person.email}` };
    const narrow = await sign({ scope: 'consumer.account.update' });
    const refused = await bed.wire.put('/consumer/account', { token: narrow, body });
    expect([refused.status, refused.body.code]).toEqual([403, 'own_login_required']);
    expectStatus(200, await bed.wire.put('/consumer/account', { token: await sign({}), body }));
  });
});
