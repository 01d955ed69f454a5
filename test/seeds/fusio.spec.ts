import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { itWith, rawHttp, shell } from '../support/programs.js';
import { testbed } from '../support/testbed.js';

describe('the Fusio page', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;
  let app: TestApp;

  beforeAll(async () => {
    person = await cast.developer();
    app = await cast.app({ owner: person, scopes: ['deliveries'] });
  });

  const send = (basic: string, form: string) =>
    rawHttp(
      bed.url,
      `POST /authorization/token HTTP/1.1
Authorization: Basic ${Buffer.from(basic).toString('base64')}
Content-Type: application/x-www-form-urlencoded

${form}`,
    );
  const invoke = (token: string) =>
    rawHttp(
      bed.url,
      `POST /api/deliveries HTTP/1.1
Authorization: Bearer ${token}
Content-Type: application/json

{
"title": "lorem ipsum"
}`,
    );
  const expectTheirAnswer = (body: Record<string, unknown>) => {
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'expires_in',
      'refresh_token',
      'scope',
      'token_type',
    ]);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
  };

  it('POST /consumer/login answers token, expires_in and refresh_token', async () => {
    const answer = await rawHttp(
      bed.url,
      `POST /consumer/login HTTP/1.1
Content-Type: application/json

{
"username": "${person.username}",
"password": "${person.password}"
}`,
    );
    const { body } = expectStatus(200, answer);
    expect(body).toMatchObject({
      token: expect.any(String),
      expires_in: 3600,
      refresh_token: expect.any(String),
    });
    expectStatus(201, await invoke(body.token));
  });

  it('answers 400 to the page’s own login body, whose last comma is not JSON', async () => {
    const answer = await rawHttp(
      bed.url,
      `POST /consumer/login HTTP/1.1
Content-Type: application/json

{
"username": "${person.username}",
"password": "${person.password}",
}`,
    );
    expectStatus(400, answer);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('client credentials: app key and secret give a token that opens the operation', async () => {
    const answer = await send(`${app.appKey}:${app.appSecret}`, 'grant_type=client_credentials');
    expectTheirAnswer(expectStatus(200, answer).body);
    expectStatus(201, await invoke(answer.body.access_token));
  });

  it('client credentials: user name and password do as well', async () => {
    const basic = `${person.username}:${person.password}`;
    const answer = await send(basic, 'grant_type=client_credentials');
    expectTheirAnswer(expectStatus(200, answer).body);
    expectStatus(201, await invoke(answer.body.access_token));
    const form = `grant_type=refresh_token&refresh_token=${answer.body.refresh_token}`;
    expectTheirAnswer(expectStatus(200, await send(basic, form)).body);
  });

  it('client credentials: user name and password do not when the setting is off', async () => {
    await cast.setting('oauth.user_credentials', false);
    const basic = `${person.username}:${person.password}`;
    const answer = await send(basic, 'grant_type=client_credentials');
    await cast.setting('oauth.user_credentials', true);
    expectStatus(401, answer);
    expect(answer.body.error).toBe('invalid_client');
  });

  it('refresh token: extends the access with the app’s Basic header', async () => {
    const basic = `${app.appKey}:${app.appSecret}`;
    const first = (await send(basic, 'grant_type=client_credentials')).body;
    const form = `grant_type=refresh_token&refresh_token=${first.refresh_token}`;
    const second = expectStatus(200, await send(basic, form)).body;
    expectTheirAnswer(second);
    expectStatus(401, await invoke(first.access_token));
    expectStatus(201, await invoke(second.access_token));
  });

  it('a role takes chosen scopes, and role_default gives it to the next registered person', async () => {
    const { body } = await cast.asAdmin('GET', '/backend/operation?count=100&search=tasks');
    const scopes: string[] = body.entry
      .map((operation: { scope?: string; scopes?: string[] }) => operation.scope)
      .filter((scope: string) => /^tasks\./.test(scope));
    expect(scopes).toContain('tasks.create');
    const role = await cast.role([...scopes, 'consumer', 'authorization']);
    await cast.setting('role_default', role.name);
    const next = await cast.developer();
    await cast.setting('role_default', 'Consumer');
    const message = { token: next.token, body: { title: 'lorem ipsum' } };
    expectStatus(201, await bed.wire.post('/api/tasks', message));
    expectStatus(403, await bed.wire.post('/api/deliveries', message));
    const whoami = await bed.wire.get('/consumer/account', { token: next.token });
    expect(JSON.stringify(whoami.body)).toContain(role.name);
  });

  it('every operation is private unless it is marked public', async () => {
    expectStatus(401, await bed.wire.post('/api/deliveries', { body: { title: 'x' } }));
    expectStatus(200, await bed.wire.get('/system/about'));
  });

  itWith('curl', 'its requests work from a shell', async () => {
    const login = JSON.parse(
      await shell(
        `curl -s -X POST -H 'Content-Type: application/json' -d '{"username":"${person.username}","password":"${person.password}"}' ${bed.url}/consumer/login`,
      ),
    );
    expect(login).toHaveProperty('token');
    const token = JSON.parse(
      await shell(
        `curl -s -u '${app.appKey}:${app.appSecret}' -d grant_type=client_credentials ${bed.url}/authorization/token`,
      ),
    );
    expectTheirAnswer(token);
  });
});
