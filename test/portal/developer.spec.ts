/** @database sqlite */
import { spawn } from 'node:child_process';
import { expectStatus, type TestApp } from '../support/cast.js';
import { isPresent } from '../support/programs.js';
import { unique } from '../support/unique.js';
import { runnableLanguages, runPasted } from './pasted.js';
import { portal } from './visitor.js';

describe('a developer in the portal', () => {
  const gatehouse = portal();

  it('sees on the start page what is done, and then what the apps did last', async () => {
    const owner = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.open('/');
    await visitor.sees('1. Create an account');
    await visitor.signIn(owner);
    const done = visitor.page.getByRole('img', { name: 'Done' });
    const startPage = async (shown: string) => {
      await visitor.open('/');
      await visitor.sees(shown);
      expect(await visitor.page.getByText('Create an account').count()).toBe(0);
      return done.count();
    };
    expect(await startPage('Create an app')).toBe(1);
    const app = await gatehouse.cast.app({ owner });
    expect(await startPage('You have an app')).toBe(2);
    await visitor.page.getByRole('link', { name: 'First call' }).click();
    await visitor.page.waitForURL(`**/apps/${app.id}?tab=call`);
    await visitor.sees('Waiting for a call of this app');
    const token = await gatehouse.cast.token(app);
    await gatehouse.server.wire.get('/api/deliveries', { token });
    await visitor.sees(/deliveries\.list · (200|403) · \d+ ms/);
    await visitor.open('/');
    const last = visitor.page.getByRole('list', { name: 'What happened last' });
    for (let tries = 0; (await last.count()) === 0 && tries < 20; tries += 1) {
      await visitor.page.reload();
      await visitor.sees('Welcome, ');
      await visitor.page.waitForLoadState('networkidle');
    }
    await last.getByText('Token issued').waitFor();
    expect(await done.count()).toBe(0);
    expect(visitor.faults).toEqual([]);
  });

  it('is led to the scopes of a new app when none is chosen', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/apps');
    await visitor.button('New app').first().click();
    await visitor.field('Name').fill(unique('Slow'));
    await visitor.button('Create app').click();
    await visitor.dialog.locator('[data-fault]:focus').waitFor();
  });

  it('says how ID tokens are signed, and where people go after signing out', async () => {
    const { cast } = gatehouse;
    const owner = await cast.developer();
    const app = await cast.app({ owner });
    const visitor = await gatehouse.visit();
    await visitor.signIn(owner, '/account');
    await visitor.open(`/apps/${app.id}?tab=settings`);
    const addresses = visitor.page.getByRole('textbox', { name: 'Addresses after signing out' });
    await addresses.fill('http://spa.example.com/');
    await visitor.button('Save').click();
    await visitor.sees('http is for the own machine');
    await addresses.fill('https://spa.example.com/\nhttps://spa.example.com/out');
    await visitor.page.getByLabel('Signature of ID tokens').selectOption('RS256');
    await visitor.button('Save').click();
    await visitor.sees('Saved');
    const { body } = await cast.asAdmin('GET', `/backend/app/${app.id}`);
    expect(body).toMatchObject({
      idTokenAlg: 'RS256',
      postLogoutRedirectUris: ['https://spa.example.com/', 'https://spa.example.com/out'],
      redirectUris: [],
    });
  });

  it('comes from registration to the first successful call within a minute', async () => {
    const started = Date.now();
    const visitor = await gatehouse.visit();
    await visitor.register();
    const { key, secret } = await visitor.makeApp('Warehouse sync');
    const program = await visitor.page.locator('pre').first().innerText();
    expect(program).toContain(`${key}:${secret}`);
    expect(await runPasted('curl', program)).toContain('"title":"My first call"');
    expect(Date.now() - started).toBeLessThan(60_000);
    expect(visitor.faults).toEqual([]);
  });

  it('finds snippets in six languages that run as pasted', async () => {
    const visitor = await gatehouse.visit();
    await visitor.register();
    await visitor.makeApp('Polyglot');
    for (const language of runnableLanguages()) {
      await visitor.tab(language);
      const program = await visitor.page.locator('pre:visible').first().innerText();
      expect(await runPasted(language, program)).toContain('"title":"My first call"');
    }
  });

  it('finds snippets that show why a token was refused', async () => {
    const owner = await gatehouse.cast.developer();
    const { id } = await gatehouse.cast.app({ owner });
    const visitor = await gatehouse.visit();
    await visitor.signIn(owner);
    await visitor.open(`/apps/${id}?tab=call`);
    for (const language of runnableLanguages()) {
      await visitor.tab(language);
      const program = await visitor.page.locator('pre:visible').first().innerText();
      // The secret is not known any more, so the placeholder is sent.
      expect(await runPasted(language, program)).toContain('invalid_client');
    }
  });

  it('reads in the activity that a line break came with the secret, in French too', async () => {
    const owner = await gatehouse.cast.developer();
    const { id, appKey, appSecret } = await gatehouse.cast.app({ owner });
    const basic: [string, string] = [appKey, `${appSecret}\n`];
    const form = { grant_type: 'client_credentials' };
    expectStatus(401, await gatehouse.server.wire.post('/authorization/token', { basic, form }));
    for (const [locale, sentence] of [
      ['en-GB', 'A line break came with the secret; send it without.'],
      ['fr-FR', 'Un saut de ligne accompagnait le secret : envoyez-le sans.'],
    ]) {
      const visitor = await gatehouse.visit({ locale });
      const context = visitor.page.context();
      const headers = { origin: gatehouse.url };
      const data = { username: owner.username, password: owner.password };
      await context.request.post(`${gatehouse.url}/portal/session`, { headers, data });
      await visitor.open(`/apps/${id}?tab=activity`);
      await visitor.sees(sentence ?? '');
    }
  });

  it('calls nothing that the app may not call: a token is the first answer then', async () => {
    const owner = await gatehouse.cast.developer();
    const { id, appKey, appSecret } = await gatehouse.cast.app({
      owner,
      scopes: ['deliveries.get'],
    });
    const visitor = await gatehouse.visit();
    await visitor.signIn(owner);
    await visitor.open(`/apps/${id}?tab=call`);
    for (const language of runnableLanguages()) {
      await visitor.tab(language);
      const program = await visitor.page.locator('pre:visible').first().innerText();
      expect(program).toContain(appKey);
      const printed = await runPasted(language, program.replace('YOUR_APP_SECRET', appSecret));
      expect(printed).toContain('"scope":"deliveries.get"');
    }
  });

  it('signs in by hand with a public app: the commands run as pasted', async () => {
    if (!isPresent('openssl')) return;
    const person = await gatehouse.cast.developer();
    const callback = 'http://127.0.0.1:9/callback';
    const { id } = await gatehouse.cast.app({
      owner: person,
      type: 'public',
      redirectUris: [callback],
      scopes: ['deliveries'],
    });
    const visitor = await gatehouse.visit();
    await visitor.signIn(person);
    await visitor.open(`/apps/${id}?tab=call`);
    const program = await visitor.page.locator('pre').first().innerText();
    const shell = spawn('bash', ['-c', program], { stdio: ['pipe', 'pipe', 'ignore'] });
    let printed = '';
    shell.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    const ended = new Promise((resolve) => shell.once('close', resolve));
    while (!printed.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 50));
    const back = visitor.page.waitForRequest((request) => request.url().startsWith(callback));
    await visitor.open(printed.trim().slice(gatehouse.url.length));
    await visitor.button('Allow').click();
    shell.stdin.end(`${new URL((await back).url()).searchParams.get('code')}\n`);
    await ended;
    expect(printed).toContain('"access_token":"');
  });

  it('rotates twice and loses no secret before its time, unless its owner ends it', async () => {
    const owner = await gatehouse.cast.developer();
    const app = await gatehouse.cast.app({ owner });
    const works = async (secret: string) => {
      const form = { grant_type: 'client_credentials' };
      const basic: [string, string] = [app.appKey, secret];
      return (await gatehouse.server.wire.post('/authorization/token', { basic, form })).status;
    };
    const body = { overlap: '24h' };
    const path = `/consumer/app/${app.id}/secret`;
    await gatehouse.server.wire.post(path, { token: owner.token, body });
    const developer = await gatehouse.visit();
    await developer.signIn(owner);
    await developer.open(`/apps/${app.id}`);
    await developer.button('Rotate secret').click();
    const live = developer.dialog.getByRole('list', { name: 'Secrets that work now' });
    await live.getByText(`••••${app.appSecret.slice(-4)}`).waitFor();
    expect(await live.getByRole('listitem').count()).toBe(2);
    const choices = await developer.dialog
      .getByRole('radio')
      .evaluateAll((inputs) =>
        inputs.map((input) => (input as unknown as { value: string }).value),
      );
    expect(choices).toEqual(['now', '1h', '24h', '7d']);
    await developer.dialog.getByRole('radio', { name: 'In 24 hours' }).check();
    await developer.dialog.getByRole('button', { name: 'Rotate secret' }).click();
    await developer.readSecret();
    expect(await works(app.appSecret)).toBe(200);
    const name = `End the old secret ••••${app.appSecret.slice(-4)} now`;
    await developer.button(name).click();
    await developer.dialog.getByRole('button', { name: 'End now' }).click();
    await developer.sees('The old secret has ended.');
    await developer.button(name).waitFor({ state: 'detached' });
    expect(await works(app.appSecret)).toBe(401);
    expect(developer.faults).toEqual([]);
  });

  it('rotates a secret: both work during the overlap, and a reload shows neither', async () => {
    const developer = await gatehouse.visit();
    await developer.register();
    const first = await developer.makeApp('Rotating');
    await developer.tab('Client ID and secret');
    await developer.button('Rotate secret').click();
    await developer.page.getByRole('radio', { name: 'In one hour' }).check();
    await developer.dialog.getByRole('button', { name: 'Rotate secret' }).click();
    const second = await developer.readSecret();
    expect(second.key).toBe(first.key);
    expect(second.secret).not.toBe(first.secret);
    for (const { key, secret } of [first, second]) {
      const answer = await gatehouse.server.wire.post('/authorization/token', {
        basic: [key, secret],
        form: { grant_type: 'client_credentials' },
      });
      expect(answer.status).toBe(200);
    }
    await developer.page.reload();
    await developer.sees(`••••${second.secret.slice(-4)}`);
    await developer.sees(`••••${first.secret.slice(-4)}`);
    expect(await developer.page.content()).not.toContain(second.secret);
  });

  it('disables an app and enables it again, and an administrator has the last word', async () => {
    const { cast, server } = gatehouse;
    const developer = await gatehouse.visit();
    await developer.register();
    const { key, secret } = await developer.makeApp('Paused');
    const token = await cast.token({ appKey: key, appSecret: secret } as TestApp);
    const status = async () => (await server.wire.get('/api/deliveries', { token })).status;
    expect(await status()).toBe(200);

    await developer.tab('Settings');
    await developer.button('Disable app').click();
    await developer.sees('Disable “Paused”?');
    await developer.sees('refused from the next request on');
    await developer.dialog.getByRole('button', { name: 'Disable app' }).click();
    await developer.sees('You disabled this app');
    expect(await status()).toBe(401);
    await developer.open('/apps');
    await developer.page.getByRole('row', { name: /Paused.*Disabled/ }).waitFor();
    await developer.page.getByRole('link', { name: 'Paused' }).click();
    await developer.button('Enable app').click();
    await developer.sees('The app is enabled.');
    await developer.page.getByText('You disabled this app').waitFor({ state: 'detached' });

    const id = new URL(developer.page.url()).pathname.split('/').at(-1);
    const body = { status: 'disabled' };
    await cast.asAdmin('PUT', `/backend/app/${id}`, { body });
    await developer.page.reload();
    await developer.sees('Only an administrator can enable it again.');
    expect(await developer.button('Enable app').count()).toBe(0);
    expect(developer.faults).toEqual([]);
  });

  it('sees why the next call fails when a scope was taken from the role', async () => {
    const { cast, server } = gatehouse;
    const role = await cast.role(['consumer', 'authorization', 'deliveries', 'tasks']);
    const person = await cast.holderOf(role.name);
    const app = await cast.app({ owner: person, name: 'Losing', scopes: ['deliveries', 'tasks'] });
    const token = await cast.token(app);
    await cast.asAdmin('PUT', `/backend/role/${role.id}`, {
      body: { scopes: ['consumer', 'authorization', 'tasks'] },
    });
    const refused = await server.wire.post('/api/deliveries', { token, body: { title: 'x' } });
    expect(refused.status).toBe(403);
    const again = await server.wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: { grant_type: 'client_credentials', scope: 'deliveries' },
    });
    expect(again.status).toBe(400);

    const visitor = await gatehouse.visit();
    await visitor.signIn(person);
    await visitor.open(`/apps/${app.id}?tab=activity`);
    await visitor.sees('It asked for a scope that it may not have.');
    await visitor.tab('Settings');
    await visitor.button('Is a scope missing?').click();
    await visitor.sees(/role.*does not hold it/);
  });

  it('reaches the first call by the keyboard alone', async () => {
    const visitor = await gatehouse.visit();
    await visitor.register();
    const { keyboard } = visitor.page;
    await visitor.button('New app').first().focus();
    await keyboard.press('Enter');
    await visitor.dialog.waitFor();
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).waitFor();
    await visitor.page.waitForFunction(`document.activeElement?.tagName === 'INPUT'`);
    await keyboard.type('By keyboard');
    const focusOn = async (name: string) => {
      for (let tries = 0; tries < 40; tries += 1) {
        const label = await visitor.page.evaluate<string>(
          `(document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent ?? ''`,
        );
        if (label.trim() === name) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach ${name}.`);
    };
    await focusOn('deliveries');
    await keyboard.press('Tab');
    await focusOn('deliveries');
    await keyboard.press('Space');
    await focusOn('Create app');
    await keyboard.press('Enter');
    await visitor.sees('This is the only time that the secret is shown');
    await focusOn('Done');
    await keyboard.press('Enter');
    await visitor.button('Yes, I saved it').waitFor();
    await keyboard.press('Enter');
    await visitor.page.waitForURL('**/apps/*?tab=call');
    await visitor.sees('Your first call');
  });

  it('reads French, also where the server says it in English', async () => {
    const { cast } = gatehouse;
    const person = await cast.developer();
    await cast.app({ owner: person, name: 'Traduite', scopes: ['deliveries.list'] });
    const { body } = await cast.asAdmin('GET', '/backend/scope?search=deliveries.get');
    const own = { body: { description: 'Look at one parcel' } };
    await cast.asAdmin('PUT', `/backend/scope/${body.entry[0].id}`, own);

    const visitor = await gatehouse.visit({ locale: 'fr-FR' });
    await visitor.open('/register');
    await visitor.field('Nom d’utilisateur').fill('a b');
    await visitor.field('Adresse e-mail').fill('a@example.org');
    await visitor.password().fill('seven lemon trees');
    await visitor.button('Créer un compte').click();
    await visitor.sees('De 3 à 64 lettres, chiffres, points');
    await visitor.open('/sign-in?next=%2Fapps');
    await visitor.field('Nom d’utilisateur ou e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Se connecter').click();
    await visitor.page.getByRole('link', { name: 'Traduite' }).click();
    await visitor.tab('Réglages');
    await visitor.sees('Voir la liste des livraisons.');
    await visitor.sees('Look at one parcel');
    expect(visitor.faults).toEqual([]);
  });

  it('works at the width of a phone, and nothing hangs over', async () => {
    const visitor = await gatehouse.visit({ viewport: { width: 375, height: 700 } });
    await visitor.register();
    await visitor.makeApp('On the phone');
    for (const path of ['/', '/apps', '/tokens', '/grants', '/account', '/reference']) {
      await visitor.open(path);
      expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    }
    await visitor.button('Menu').click();
    await visitor.page.getByRole('link', { name: 'My apps' }).click();
    await visitor.sees('On the phone');
  });
});
