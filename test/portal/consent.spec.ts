/** @database sqlite */
import { authorizeUrl, CALLBACK } from '../support/browser.js';
import { unique } from '../support/unique.js';
import { portal, type Visitor } from './visitor.js';

/** The app's own site, which this test plays. */
async function playSite({ page }: Visitor): Promise<void> {
  await page.route('https://app.example.org/**', (route) =>
    route.fulfill({ body: 'back at the app' }),
  );
}

describe('allowing an app', () => {
  const gatehouse = portal();

  it('leads through sign-in to the question, and back to the app with a code', async () => {
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK], name: 'Route planner' });
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await playSite(visitor);
    await visitor.open(authorizeUrl(app, { scope: 'deliveries tasks' }));
    await visitor.field('User name or e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Sign in').click();
    await visitor.sees('Allow access?');
    await visitor.sees('Route planner');
    await visitor.sees('Afterwards you return to app.example.org.');
    await visitor.page.getByRole('checkbox').last().uncheck();
    await visitor.button('Allow').click();
    await visitor.page.waitForURL(`${CALLBACK}?**`);
    const answer = new URL(visitor.page.url()).searchParams;
    expect(answer.get('code')).toBeTruthy();
    expect(answer.get('iss')).toBe(gatehouse.url);
  });

  it('names the app on the sign-in page once an administrator has approved it', async () => {
    const app = await gatehouse.cast.app({
      redirectUris: [CALLBACK],
      name: 'Parcels "&amp; <b>more',
    });
    const visitor = await gatehouse.visit();
    await visitor.open(authorizeUrl(app));
    await visitor.sees('To your apps, keys and settings.');
    await gatehouse.cast.asAdmin('PUT', `/backend/app/${app.id}`, { body: { status: 'active' } });
    await visitor.open(authorizeUrl(app));
    await visitor.sees('To continue to Parcels "&amp; <b>more.');
    await visitor.page.reload();
    await visitor.sees('To continue to Parcels "&amp; <b>more.');
    // A name that the address words is nobody's.
    await visitor.open(`/sign-in?next=/consent/req_1&app=Bank`);
    await visitor.sees('To your apps, keys and settings.');
    expect(await visitor.page.content()).not.toContain('Bank');
    const french = await gatehouse.visit({ locale: 'fr-FR' });
    await french.open(authorizeUrl(app));
    await french.sees('Pour continuer vers Parcels "&amp; <b>more.');
    expect(visitor.faults).toEqual([]);
  });

  it('says in a sentence what a scope opens, unless an administrator has said it', async () => {
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK] });
    const person = await gatehouse.cast.developer();
    for (const [locale, deliveries] of [
      ['en-GB', 'List, see, create, change and remove deliveries.'],
      ['fr-FR', 'Lister, voir, créer, modifier et supprimer des livraisons.'],
    ] as const) {
      const visitor = await gatehouse.visit({ locale });
      await visitor.open(
        authorizeUrl(app, { scope: 'deliveries tasks.create', prompt: 'consent' }),
      );
      await visitor.page.locator('input[autocomplete="username"]').fill(person.username);
      await visitor.password().fill(person.password);
      await visitor.page.locator('form button[type="submit"]').click();
      await visitor.page.getByRole('checkbox', { name: deliveries }).waitFor();
      expect(await visitor.page.getByText(/Everything in|POST/).count()).toBe(0);
    }
    const { body } = await gatehouse.cast.asAdmin('GET', '/backend/scope?search=tasks&count=100');
    const scope = body.entry.find(({ name }: { name: string }) => name === 'tasks');
    const description = 'Everything about your errands.';
    await gatehouse.cast.asAdmin('PUT', `/backend/scope/${scope.id}`, { body: { description } });
    const visitor = await gatehouse.visit({ locale: 'fr-FR' });
    await visitor.open(authorizeUrl(app, { scope: 'tasks', prompt: 'consent' }));
    await visitor.page.locator('input[autocomplete="username"]').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.page.locator('form button[type="submit"]').click();
    await visitor.page.getByRole('checkbox', { name: description }).waitFor();
  });

  it.each([true, false])(
    'posts the answer to an app that wants a form (scripts: %s)',
    async (javaScriptEnabled) => {
      const app = await gatehouse.cast.app({ redirectUris: [CALLBACK] });
      const person = await gatehouse.cast.developer();
      const visitor = await gatehouse.visit();
      await visitor.signIn(person);
      await visitor.open(authorizeUrl(app, { response_mode: 'form_post', prompt: 'consent' }));
      await visitor.sees('Allow access?');
      const asked = visitor.page.waitForRequest(/form_post\?/);
      // The browser of whoever runs no scripts opens the page by itself.
      const goes = javaScriptEnabled ? visitor : await gatehouse.visit({ javaScriptEnabled });
      if (!javaScriptEnabled)
        await visitor.page.route('**/authorization/form_post**', (route) => route.abort());
      const posted: string[] = [];
      await goes.page.route('https://app.example.org/**', (route) => {
        posted.push(route.request().postData() ?? '');
        return route.fulfill({ body: 'signed in at the app' });
      });
      await visitor.button('Allow').click();
      const address = (await asked).url();
      if (!javaScriptEnabled) {
        await goes.page.goto(address);
        await goes.button('Continue').click();
      }
      await goes.page.waitForURL(CALLBACK);
      const got = new URLSearchParams(posted[0]);
      expect([got.get('state'), got.get('iss')]).toEqual(['some state', gatehouse.url]);
      expect(got.get('code')).toMatch(/^gate_cod_/);
      expect(goes.faults.filter((fault) => !fault.includes('example.org'))).toEqual([]);
    },
  );

  it('asks for the second factor on the way, and with prompt=none answers without a page', async () => {
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK] });
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await playSite(visitor);
    const silently = async () => {
      const url = gatehouse.url + authorizeUrl(app, { prompt: 'none' });
      const answer = await visitor.page.request.get(url, { maxRedirects: 0 });
      return new URL(answer.headers().location ?? '').searchParams;
    };
    expect((await silently()).get('error')).toBe('login_required');

    const recovery = await visitor.setSecondFactor(person, gatehouse.cast);
    await visitor.open(authorizeUrl(app));
    await visitor.field('User name or e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Sign in').click();
    await visitor.field('Code of your second factor').fill(recovery);
    await visitor.button('Sign in').click();
    await visitor.button('Allow').click();
    await visitor.page.waitForURL(`${CALLBACK}?**`);
    expect((await silently()).get('code')).toBeTruthy();
  });

  it('shows who is signed in, and lets somebody else decide', async () => {
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK] });
    const visitor = await gatehouse.visit();
    await playSite(visitor);
    const first = await gatehouse.cast.developer();
    const second = await gatehouse.cast.developer();
    await visitor.signIn(first);
    await visitor.open(authorizeUrl(app, { prompt: 'select_account' }));
    await visitor.sees(`Not ${first.username}?`);
    await visitor.button('Sign in as somebody else').click();
    await visitor.field('User name or e-mail').fill(second.username);
    await visitor.password().fill(second.password);
    await visitor.button('Sign in').click();
    await visitor.sees(`Not ${second.username}?`);
    await visitor.button('Allow').click();
    await visitor.page.waitForURL(`${CALLBACK}?**`);
    expect(new URL(visitor.page.url()).searchParams.get('code')).toBeTruthy();
  });

  it('leads somebody new through registration and on to the question', async () => {
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK] });
    const visitor = await gatehouse.visit();
    const username = unique('new');
    await visitor.open(authorizeUrl(app, { prompt: 'create' }));
    await visitor.field('User name').fill(username);
    await visitor.field('E-mail').fill(`${username}@example.org`);
    await visitor.password().fill(`${username} has a long password`);
    await visitor.button('Create an account').click();
    await visitor.sees(`Not ${username}?`);
  });

  it('tells the app that the person said no', async () => {
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK] });
    const visitor = await gatehouse.visit();
    await playSite(visitor);
    await visitor.signIn(await gatehouse.cast.developer());
    await visitor.open(authorizeUrl(app));
    await visitor.button('Do not allow').click();
    await visitor.page.waitForURL(`${CALLBACK}?**`);
    expect(new URL(visitor.page.url()).searchParams.get('error')).toBe('access_denied');
  });

  it('names the API that the token is for, which an administrator lets go on', async () => {
    const url = `https://${unique('api').replaceAll('_', '-')}.example.org/v1`;
    const api = await gatehouse.cast.app({ url, name: 'Parcel tracking' });
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK] });
    for (const [width, height] of [
      [1280, 900],
      [390, 800],
    ] as const) {
      const visitor = await gatehouse.visit({ viewport: { width, height } });
      await visitor.signIn(await gatehouse.cast.developer());
      await visitor.open(authorizeUrl(app, { resource: url }));
      await visitor.sees('Parcel tracking');
      await visitor.sees(url);
      expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(visitor.faults).toEqual([]);
    }
    const admin = await gatehouse.visit();
    await admin.signIn();
    await admin.open(`/admin/apps/${api.id}`);
    const section = admin.page.getByRole('region', { name: 'Where it may go on to' });
    await section
      .getByLabel('Addresses of APIs')
      .fill(`${gatehouse.url}\nhttps://next.example.org`);
    await section.getByRole('button', { name: 'Save' }).click();
    await admin.sees('Saved.');
    const { body } = await gatehouse.cast.asAdmin('GET', `/backend/app/${api.id}`);
    expect(body.exchangeAudiences).toEqual([gatehouse.url, 'https://next.example.org']);
  });

  it('shows a hostile name as text, cut', async () => {
    const name = `<b onmouseover=alert(1)>Bank</b> شركة ${'W'.repeat(3900)}`;
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK], name });
    const visitor = await gatehouse.visit({ viewport: { width: 800, height: 700 } });
    await visitor.signIn(await gatehouse.cast.developer());
    await visitor.open(authorizeUrl(app));
    await visitor.sees('<b onmouseover=alert(1)>Bank');
    expect(await visitor.page.locator('main b').count()).toBe(0);
    expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(800);
    expect(visitor.faults).toEqual([]);
  });

  it('connects a device by the code that it shows', async () => {
    const app = await gatehouse.cast.app();
    const { body } = await gatehouse.server.wire.post('/authorization/device', {
      basic: [app.appKey, app.appSecret],
      form: { scope: 'deliveries' },
    });
    const visitor = await gatehouse.visit();
    await visitor.signIn(await gatehouse.cast.developer(), '/device');
    await visitor.field('Code on your device').fill(body.user_code.toLowerCase());
    await visitor.button('Continue').click();
    await visitor.sees('Allow access?');
    await visitor.button('Allow').click();
    await visitor.sees('Your device is connected');
    expect(visitor.faults).toEqual([]);
  });

  it('lists what was allowed under who may act for me, and ends it', async () => {
    const app = await gatehouse.cast.app({ redirectUris: [CALLBACK], name: 'Planner to end' });
    const visitor = await gatehouse.visit();
    await playSite(visitor);
    await visitor.signIn(await gatehouse.cast.developer());
    const { body } = await gatehouse.server.wire.post('/authorization/device', {
      basic: [app.appKey, app.appSecret],
      form: { scope: 'deliveries' },
    });
    await visitor.open(`/device?user_code=${body.user_code}`);
    await visitor.button('Continue').click();
    await visitor.button('Allow').click();
    await visitor.sees('Your device is connected');
    await gatehouse.server.wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: body.device_code,
      },
    });
    await visitor.open('/grants');
    await visitor.button('End: Planner to end').click();
    await visitor.dialog.getByText('End the access of “Planner to end”?').waitFor();
    await visitor.dialog.getByRole('button', { name: 'End' }).click();
    await visitor.sees('The access has ended.');
  });
});
