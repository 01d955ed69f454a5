/** @database sqlite */
import { describeWith } from '../clients/program.js';
import { authorizeUrl, CALLBACK, pkce } from '../support/browser.js';
import { expectStatus } from '../support/cast.js';
import { documented, hasNginx, Nginx } from '../support/nginx.js';
import { shell } from '../support/programs.js';
import { freePort } from '../support/testbed.js';
import { claimsOf, Wire } from '../support/wire.js';
import { mailedToken, portal, type Visitor } from './visitor.js';

/** The proxy that the documents describe, in front of a program on this port. */
async function proxyTo(port: number): Promise<{ nginx: Nginx; origin: string }> {
  const front = await freePort();
  const lines = documented('deploy.md', '### Below a path').replaceAll(':3000', `:${port}`);
  return { nginx: new Nginx(front, lines), origin: `http://127.0.0.1:${front}` };
}

describeWith('nginx (below a path)', hasNginx, () => {
  let nginx: Nginx;
  let origin: string;
  const gatehouse = portal(async () => {
    const port = await freePort();
    ({ nginx, origin } = await proxyTo(port));
    await nginx.start();
    return {
      PORT: String(port),
      PUBLIC_URL: `${origin}/gate/`,
      TRUST_PROXY: '127.0.0.1',
    };
  });
  afterAll(() => nginx?.stop());

  const cookies = ({ page }: Visitor) => page.context().cookies();
  const signedIn = async (visitor: Visitor) =>
    (await cookies(visitor)).some(({ name }) => name === 'gatehouse');

  it('the way from registration to the first call, and out again, is the same', async () => {
    const visitor = await gatehouse.visit();
    await visitor.open('/');
    await visitor.page.getByRole('link', { name: 'Create an account' }).first().click();
    await visitor.page.waitForURL(`${origin}/gate/register`);
    const person = await visitor.register();
    expect(visitor.page.url()).toBe(`${origin}/gate/apps`);
    expect(await signedIn(visitor)).toBe(true);
    expect((await cookies(visitor)).map(({ path }) => path)).not.toContain('/');
    const { key, secret } = await visitor.makeApp('Warehouse sync');
    const program = await visitor.page.locator('pre').first().innerText();
    expect(program).toContain(`${key}:${secret}`);
    expect(program).toContain(`${origin}/gate/authorization/token`);
    expect(await shell(program)).toContain('"title":"My first call"');
    await visitor.page.reload();
    await visitor.page.getByRole('heading', { name: 'Warehouse sync' }).waitFor();
    await visitor.signOut(person.username);
    await visitor.page.waitForURL(`${origin}/gate/`);
    expect(await signedIn(visitor)).toBe(false);
    expect(visitor.faults).toEqual([]);
  });

  it('whoever is not signed in comes back to the page that they asked for', async () => {
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.open('/account');
    expect(visitor.page.url()).toBe(`${origin}/gate/sign-in?next=%2Faccount`);
    await visitor.field('User name or e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Sign in').click();
    await visitor.page.waitForURL(`${origin}/gate/account`);
    await visitor.open('/reference?operation=system.about');
    await visitor.button('Send').click();
    await visitor.sees(`"issuer": "${origin}/gate"`);
    await visitor.open('/Nothing');
    await visitor.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('an app gets a code and an id_token from the issuer with the path', async () => {
    const { cast, server, url } = gatehouse;
    const app = await cast.app({ redirectUris: [CALLBACK], scopes: ['deliveries'] });
    const person = await cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.page.route('https://app.example.org/**', (route) =>
      route.fulfill({ body: 'back at the app' }),
    );
    const { verifier, challenge } = pkce();
    await visitor.open(authorizeUrl(app, { scope: 'openid', code_challenge: challenge }));
    await visitor.field('User name or e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Sign in').click();
    await visitor.button('Allow').click();
    await visitor.page.waitForURL(`${CALLBACK}?**`);
    const answer = new URL(visitor.page.url()).searchParams;
    expect(answer.get('iss')).toBe(url);
    const form = {
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    };
    const basic: [string, string] = [app.appKey, app.appSecret];
    const { body } = expectStatus(
      200,
      await server.wire.post('/authorization/token', { basic, form }),
    );
    expect(claimsOf(body.id_token).iss).toBe(url);
  });

  it('a POST goes on to the same endpoint, below the path', async () => {
    const { wire } = gatehouse.server;
    const { headers } = expectStatus(
      303,
      await wire.post('/authorization/authorize', { form: { client_id: 'somebody' } }),
    );
    expect(headers.location).toBe('/gate/authorization/authorize?client_id=somebody');
  });

  it('a mail leads to the page, below the path', async () => {
    const { cast, server } = gatehouse;
    const person = await cast.developer();
    const body = { email: `${person.username}@example.org` };
    expectStatus(200, await server.wire.post('/consumer/password_reset', { body }));
    const token = await mailedToken(server, 'gate/password/reset');
    const visitor = await gatehouse.visit();
    await visitor.open(`/password/reset/${token}`);
    expect(visitor.faults).toEqual([]);
  });

  it('the metadata is found before the path and below it, and nowhere else', async () => {
    const outside = new Wire(origin);
    for (const name of [
      'oauth-authorization-server',
      'openid-configuration',
      'oauth-protected-resource',
    ]) {
      const below = expectStatus(200, await outside.get(`/gate/.well-known/${name}`));
      const before = expectStatus(200, await outside.get(`/.well-known/${name}/gate`));
      expect(before.body).toEqual(below.body);
      expect(below.body.issuer ?? below.body.resource).toBe(gatehouse.url);
      for (const path of ['/gate/', '/gates', '/gate/x', '/Gate', ''])
        expectStatus(404, await outside.get(`/.well-known/${name}${path}`));
      expectStatus(404, await outside.get(`/gate/.well-known/${name}/gate/x`));
    }
  });

  it('OpenAPI names the server with its path, and its address leads to the reference', async () => {
    const { body } = await gatehouse.server.wire.get('/api/docs.json');
    expect(body.servers).toEqual([{ url: gatehouse.url }]);
    expect(body.components.securitySchemes.token.flows.clientCredentials.tokenUrl).toBe(
      '/gate/authorization/token',
    );
    const visitor = await gatehouse.visit();
    await visitor.page.goto(`${gatehouse.url}/api/docs`);
    await visitor.page.waitForURL(`${gatehouse.url}/reference`);
    await visitor.page.getByText('/api/deliveries').first().waitFor();
    expect(visitor.faults).toEqual([]);
  });
});
