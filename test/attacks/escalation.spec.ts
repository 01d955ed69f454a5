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
    expect([moved.status, moved.body.code]).toEqual([403, 'login_needed']);
    const begun = await bed.wire.post('/consumer/account/mfa', { token });
    expect([begun.status, begun.body.code]).toEqual([403, 'login_needed']);
    expectStatus(201, await bed.wire.post('/consumer/account/mfa', { token: person.token }));
    const confirmed = await bed.wire.put('/consumer/account/mfa', { token, body: { code: '1' } });
    expect([confirmed.status, confirmed.body.code]).toEqual([403, 'login_needed']);
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
});
