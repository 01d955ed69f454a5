/** @database sqlite */
import { CALLBACK } from '../support/browser.js';
import { mailedToken, portal } from './visitor.js';

describe('signing in to the portal', () => {
  const gatehouse = portal();

  it('resets a password by the mail in the outbox', async () => {
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.open('/sign-in');
    await visitor.page.getByRole('link', { name: 'Forgot your password?' }).click();
    await visitor.field('E-mail').fill(person.email);
    await visitor.button('Send the link').click();
    await visitor.sees('Check your mail');
    const token = await mailedToken(gatehouse.server, 'password/reset');
    await visitor.open(`/password/reset/${token}`);
    const password = 'another long pass phrase';
    await visitor.password().fill(password);
    await visitor.button('Set the password').click();
    await visitor.sees('Your password is changed');
    await visitor.signInByForm({ username: person.username, password }, '/apps');
    const { token: old } = person;
    expect((await gatehouse.server.wire.get('/consumer/account', { token: old })).status).toBe(401);
    expect(visitor.faults).toEqual([]);
  });

  it('sets a second factor, asks for it at the next sign-in, and takes a recovery code once', async () => {
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    const recovery = await visitor.setSecondFactor(person, gatehouse.cast);

    await visitor.open('/sign-in');
    const enter = async (code: string) => {
      await visitor.field('Code of your second factor').fill(code);
      await visitor.button('Sign in').click();
    };
    await visitor.field('User name or e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Sign in').click();
    await enter('000000');
    await visitor.sees('This code is not right, or it was used already.');
    await enter(recovery);
    await visitor.sees(`Welcome, ${person.username}`);
    await visitor.signOut(person.username);

    await visitor.open('/sign-in');
    await visitor.field('User name or e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Sign in').click();
    await enter(recovery);
    await visitor.sees('This code is not right, or it was used already.');
  });

  it('speaks French to who chooses it, and after a reload too', async () => {
    const visitor = await gatehouse.visit();
    await visitor.open('/');
    await visitor.page.getByLabel('Language').first().selectOption('fr');
    await visitor.sees('De zéro à votre premier appel en une minute');
    await visitor.open('/sign-in');
    await visitor.page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    expect(await visitor.page.evaluate('document.documentElement.lang')).toBe('fr');
  });

  it('speaks French to a French browser from the first page on', async () => {
    const visitor = await gatehouse.visit({ locale: 'fr-FR' });
    await visitor.open('/register');
    await visitor.page.getByRole('heading', { name: 'Créez votre compte' }).waitFor();
  });

  it('shows what the server refuses at its field', async () => {
    const visitor = await gatehouse.visit();
    await visitor.open('/register');
    await visitor.field('User name').fill('a');
    await visitor.field('E-mail').fill('ada@example.org');
    await visitor.password().fill('short');
    await visitor.button('Create an account').click();
    await visitor.sees('Use 3 to 64 characters: letters, digits');
    await visitor.field('User name').fill('somebody');
    await visitor.button('Create an account').click();
    await visitor.sees('The password must have at least 10 characters.');
  });

  it('never gives the cookie to a script, keeps no token, and refuses the cookie after sign-out', async () => {
    const visitor = await gatehouse.visit();
    const { username } = await visitor.register();
    expect(await visitor.page.evaluate('document.cookie')).toBe('');
    const stored = await visitor.page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    );
    expect(stored).not.toMatch(/eyJ|gate_/);
    const [cookie] = await visitor.page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: expect.stringMatching(/Lax|Strict/) });
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
    const { wire } = gatehouse.server;
    expect((await wire.get('/consumer/account', { headers })).status).toBe(200);
    await visitor.signOut(username);
    expect((await wire.get('/consumer/account', { headers })).status).toBe(401);
  });

  it('refuses a foreign origin, and being framed', async () => {
    const visitor = await gatehouse.visit();
    await visitor.register();
    const [cookie] = await visitor.page.context().cookies();
    const { wire } = gatehouse.server;
    const answer = await wire.post('/consumer/app', {
      headers: { cookie: `${cookie?.name}=${cookie?.value}`, origin: 'https://evil.example' },
      body: { name: 'Planted', scopes: ['deliveries'] },
    });
    expect(answer.status).toBe(403);
    const { headers } = await wire.get('/sign-in');
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/);
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('comes back after sign-in to pages of its own alone', async () => {
    const person = await gatehouse.cast.developer();
    for (const next of [
      '//evil.example/',
      'https://evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      // prettier-ignore
      const visitor = await gatehouse.visit();
      await visitor.open(`/sign-in?next=${encodeURIComponent(next)}`);
      await visitor.field('User name or e-mail').fill(person.username);
      await visitor.password().fill(person.password);
      await visitor.button('Sign in').click();
      await visitor.sees(`Welcome, ${person.username}`);
      expect(new URL(visitor.page.url()).origin).toBe(gatehouse.url);
      expect(visitor.faults).toEqual([]);
    }
  });

  it('signs out everywhere: another browser has to sign in again too', async () => {
    const person = await gatehouse.cast.developer();
    const [here, there] = [await gatehouse.visit(), await gatehouse.visit()];
    await there.signIn(person, '/apps');
    await here.signIn(person, '/account');
    await here.button('Sign out everywhere').click();
    await here.dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.page.waitForURL('**/sign-in');
    await there.page.reload();
    await there.page.waitForURL('**/sign-in*');
    await here.signIn(person, '/account');
    await here.sees('this browser');
    expect(await here.button('Sign out').count()).toBe(0);
    expect([...here.faults, ...there.faults]).toEqual([]);
  });

  describe('signing out where an app sent somebody', () => {
    const SIGNED_OUT = 'https://app.example.org/signed-out';
    const start = async (scopes?: string[]) => {
      const { cast } = gatehouse;
      const person = scopes ? await cast.holderOf(scopes) : await cast.developer();
      const owner = await cast.developer();
      const redirectUris = [CALLBACK];
      const app = await cast.app({ owner, redirectUris, postLogoutRedirectUris: [SIGNED_OUT] });
      const visitor = await gatehouse.visit();
      await visitor.page.route('https://app.example.org/**', (route) =>
        route.fulfill({ body: 'back at the app' }),
      );
      await visitor.signIn(person, '/account');
      const asked = { client_id: app.appKey, post_logout_redirect_uri: SIGNED_OUT, state: 'its' };
      const ask = (more: Record<string, string> = {}) =>
        `/sign-out?${new URLSearchParams({ ...asked, ...more }).toString()}`;
      return { person, visitor, ask };
    };

    it('asks, says who is signed in, and leads back to the app', async () => {
      const { person, visitor, ask } = await start();
      await visitor.open(ask());
      await visitor.sees(`You are signed in as ${person.username}.`);
      await visitor.button('Sign out').click();
      await visitor.page.waitForURL(`${SIGNED_OUT}?state=its`);
    });

    it('leads back who signed out in another tab meanwhile, and who was signed out before', async () => {
      const { person, visitor, ask } = await start();
      await visitor.open(ask());
      const other = await visitor.page.context().newPage();
      await other.goto(`${gatehouse.url}/account`);
      await other.getByRole('banner').getByRole('button', { name: person.username }).click();
      await other.getByRole('menuitem', { name: 'Sign out' }).click();
      await other.getByRole('link', { name: 'Sign in' }).waitFor();
      await visitor.button('Sign out').click();
      await visitor.sees('You are signed out');
      await visitor.page.getByRole('link', { name: 'Back to app.example.org' }).click();
      await visitor.page.waitForURL(`${SIGNED_OUT}?state=its`);
    });

    it('lets the person out even where the app’s wish cannot be granted', async () => {
      const { visitor, ask } = await start();
      await visitor.open(ask({ post_logout_redirect_uri: CALLBACK }));
      await visitor.button('Sign out').click();
      await visitor.sees('not one that the app has registered');
      await visitor.button('Sign out without going back').click();
      await visitor.sees('You are signed out');
    });

    it('lets somebody out whose role opens nothing else any more', async () => {
      const { visitor, ask } = await start(['consumer']);
      await visitor.open(ask());
      await visitor.button('Sign out').click();
      await visitor.page.getByRole('link', { name: 'Back to app.example.org' }).click();
      await visitor.page.waitForURL(`${SIGNED_OUT}?state=its`);
    });
  });
});
