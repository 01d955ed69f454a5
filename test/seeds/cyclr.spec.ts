import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { itWith, rawHttp, shell } from '../support/programs.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

describe('the Cyclr page', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  let partner: Person;
  let account: { id: string };

  beforeAll(async () => {
    app = await cast.firstPartyApp();
    partner = await cast.partner();
    account = await cast.account(partner);
  });

  /** As printed: no header but what HTTP needs, and the members in this order. */
  const send = (form: string) =>
    rawHttp(
      bed.url,
      `POST /oauth/token HTTP/1.1
Content-Type: application/x-www-form-urlencoded

${form}`,
    );
  const partnerForm = () =>
    `client_id=${app.appKey}&grant_type=password&username=${partner.username}&password=${encodeURIComponent(partner.password)}`;
  const accountForm = () =>
    `client_id=${app.appKey}&client_secret=${account.id}&grant_type=password&username=${partner.username}&password=${encodeURIComponent(partner.password)}`;
  const refreshForm = (refreshToken: string) =>
    `client_id=${app.appKey}&grant_type=refresh_token&refresh_token=${refreshToken}`;

  const expectTheirAnswer = (body: Record<string, unknown>) => {
    expect(Object.keys(body)).toEqual([
      'access_token',
      'token_type',
      'expires_in',
      'refresh_token',
      'userName',
      'clientId',
      '.issued',
      '.expires',
    ]);
    expect(body).toMatchObject({
      token_type: 'bearer',
      expires_in: 1_209_599,
      userName: partner.username,
      clientId: app.appKey,
    });
    const rfc1123 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
    expect(body['.issued']).toMatch(rfc1123);
    expect(body['.expires']).toMatch(rfc1123);
    const apart = Date.parse(String(body['.expires'])) - Date.parse(String(body['.issued']));
    expect(apart).toBe(14 * 86_400_000);
    const { iat, exp } = claimsOf(String(body.access_token));
    expect(exp - iat).toBe(1_209_600);
  };

  it('gives a partner access token with the members that the page prints', async () => {
    const { body } = expectStatus(200, await send(partnerForm()));
    expectTheirAnswer(body);
    expect(claimsOf(body.access_token)).not.toHaveProperty('account');
    const accounts = await bed.wire.get('/partner/account', { token: body.access_token });
    expect(expectStatus(200, accounts).body.entry).toEqual([
      expect.objectContaining({ id: account.id }),
    ]);
  });

  it('takes the partner’s e-mail address as the user name', async () => {
    const form = `client_id=${app.appKey}&grant_type=password&username=${encodeURIComponent(partner.email)}&password=${encodeURIComponent(partner.password)}`;
    expectTheirAnswer(expectStatus(200, await send(form)).body);
  });

  it('gives an account access token that works for that account alone', async () => {
    const other = await cast.account(partner);
    const { body } = expectStatus(200, await send(accountForm()));
    expectTheirAnswer(body);
    expect(claimsOf(body.access_token).account).toBe(account.id);
    const token = body.access_token;

    const created = await bed.wire.post('/api/deliveries', { token, body: { title: 'ours' } });
    expectStatus(201, created);
    expectStatus(403, await bed.wire.get('/partner/account', { token }));
    for (const header of ['X-Account', 'X-Cyclr-Account']) {
      const there = { token, headers: { [header]: other.id } };
      expectStatus(403, await bed.wire.get('/api/deliveries', there));
      const here = { token, headers: { [header]: account.id } };
      expectStatus(200, await bed.wire.get('/api/deliveries', here));
    }
    const both = { 'X-Account': account.id, 'X-Cyclr-Account': other.id };
    expectStatus(403, await bed.wire.get('/api/deliveries', { token, headers: both }));
  });

  it('gives an account access token to a member of the account', async () => {
    const member = await cast.holderOf('Consumer');
    await cast.member(partner, account.id, member);
    const form = `client_id=${app.appKey}&client_secret=${account.id}&grant_type=password&username=${member.username}&password=${encodeURIComponent(member.password)}`;
    const { body } = expectStatus(200, await send(form));
    expect(claimsOf(body.access_token)).toMatchObject({ account: account.id, sub: member.id });
  });

  it('refuses an account that is somebody else’s', async () => {
    const stranger = await cast.partner();
    const theirs = await cast.account(stranger);
    const answer = await send(accountForm().replace(account.id, theirs.id));
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe('invalid_scope');
  });

  it('refresh ends the old access token and the old refresh token', async () => {
    const first = expectStatus(200, await send(accountForm())).body;
    const second = expectStatus(200, await send(refreshForm(first.refresh_token))).body;
    expectTheirAnswer(second);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(claimsOf(second.access_token).account).toBe(account.id);
    const old = await bed.wire.get('/api/deliveries', { token: first.access_token });
    expectStatus(401, old);
    expectStatus(200, await bed.wire.get('/api/deliveries', { token: second.access_token }));
    bed.clock.advance(11_000);
    const replay = await send(refreshForm(first.refresh_token));
    expect([replay.status, replay.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('refreshes after the access token has expired, as the page says', async () => {
    const first = expectStatus(200, await send(partnerForm())).body;
    bed.clock.advance(14 * 86_400_000 + 1_000);
    expectStatus(401, await bed.wire.get('/api/deliveries', { token: first.access_token }));
    expectTheirAnswer(expectStatus(200, await send(refreshForm(first.refresh_token))).body);
    // The logins that other tests use are two weeks old now.
    await cast.loginAgain();
    partner = await cast.login(partner.username, partner.password);
  });

  it('answers a wrong password with 400 invalid_grant', async () => {
    const answer = await send(partnerForm().replace(/password=[^&]+$/, 'password=wrong'));
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('gives a later client the restricted token by scope=account:<id>', async () => {
    const confidential = await cast.app({ owner: partner, scopes: ['deliveries'] });
    const { body } = await bed.wire.post('/oauth/token', {
      form: {
        grant_type: 'client_credentials',
        client_id: confidential.appKey,
        client_secret: confidential.appSecret,
        scope: `account:${account.id}`,
      },
    });
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in']);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    expect(claimsOf(body.access_token).account).toBe(account.id);
  });

  itWith('curl', 'its three requests work one after the other', async () => {
    const answers = [];
    for (const form of [partnerForm(), accountForm()])
      answers.push(JSON.parse(await shell(`curl -s -d '${form}' ${bed.url}/oauth/token`)));
    for (const answer of answers) expectTheirAnswer(answer);
    const form = refreshForm(answers[1].refresh_token);
    const refreshed = JSON.parse(await shell(`curl -s -d '${form}' ${bed.url}/oauth/token`));
    expectTheirAnswer(refreshed);
    const list = await shell(
      `curl -s -H 'Authorization: Bearer ${refreshed.access_token}' ${bed.url}/api/deliveries`,
    );
    expect(JSON.parse(list)).toHaveProperty('entry');
  });
});
