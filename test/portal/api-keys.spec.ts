/** @database sqlite */
import { createHash } from 'node:crypto';
import { expectStatus, type Person, type TestApp } from '../support/cast.js';
import { portal, type Visitor } from './visitor.js';

describe('API keys in the portal', () => {
  const gatehouse = portal();
  let owner: Person;
  let app: TestApp;

  beforeEach(async () => {
    owner = await gatehouse.cast.developer();
    app = await gatehouse.cast.app({ owner, scopes: ['deliveries', 'tasks.list', 'openid'] });
  });

  const rows = (visitor: Visitor) => visitor.page.getByRole('row').filter({ hasText: '••••' });
  const uses = async (token: string) =>
    (await gatehouse.server.wire.get('/api/deliveries', { token })).status;
  const make = async (name: string) => {
    const body = { name, scopes: ['deliveries'] };
    const path = `/consumer/app/${app.id}/key`;
    const made = await gatehouse.server.wire.post(path, { token: owner.token, body });
    return expectStatus(201, made).body as { id: string; key: string };
  };

  async function atKeys(of = app, options: object = {}): Promise<Visitor> {
    const visitor = await gatehouse.visit(options);
    await visitor.signIn(of.owner);
    await visitor.open(`/apps/${of.id}?tab=api-keys`);
    return visitor;
  }

  /** Reads the key that is shown once, and says that it was saved. */
  async function readKey(visitor: Visitor): Promise<string> {
    await visitor.sees('This is the only time that the API key is shown');
    const key = await visitor.dialog.locator('code').first().innerText();
    await visitor.button('Yes, I saved it').click();
    return key;
  }

  it('a developer makes one, rotates it and ends it', async () => {
    const visitor = await atKeys();
    await visitor.sees('No API keys');
    await visitor.button('New API key').click();
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly export');
    await visitor.button('Create API key').click();
    await visitor.sees('Choose at least one scope.');
    // What the app does not have is not offered, nor what tells of a person.
    const group = (name: string) => visitor.dialog.getByRole('button', { name });
    await group('tasks').waitFor();
    for (const name of ['identity', 'authorization']) expect(await group(name).count()).toBe(0);
    await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
    await visitor.button('Create API key').click();
    const key = await readKey(visitor);
    expect(key).toMatch(/^gate_key_/);
    expect(await uses(key)).toBe(200);
    await visitor.sees(`••••${key.slice(-4)}`);
    await visitor.button('Rotate: Nightly export').click();
    await visitor.page.getByRole('radio', { name: 'In one hour' }).check();
    await visitor.dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
    const next = await readKey(visitor);
    await visitor.sees(`••••${next.slice(-4)}`);
    expect(await rows(visitor).count()).toBe(2);
    expect([await uses(key), await uses(next)]).toEqual([200, 200]);
    const old = rows(visitor).filter({ hasText: key.slice(-4) });
    await old.getByText(/in (1 hour|\d+ minutes)/).waitFor();
    await old.getByRole('button', { name: /^End/ }).click();
    await visitor.dialog.getByRole('button', { name: 'End', exact: true }).click();
    await visitor.sees('The API key has ended.');
    await old.waitFor({ state: 'detached' });
    expect([await uses(key), await uses(next)]).toEqual([401, 200]);
    expect(visitor.faults).toEqual([]);
  });

  it('a list that cannot be read says so, and is read again', async () => {
    await make('Export');
    const visitor = await gatehouse.visit();
    await visitor.signIn(owner);
    const path = '**/consumer/app/*/key?*';
    await visitor.page.route(path, (route) => route.fulfill({ status: 503, body: '{}' }));
    await visitor.open(`/apps/${app.id}?tab=api-keys`);
    const again = visitor.button('Try again');
    await again.waitFor();
    await visitor.page.unroute(path);
    await again.click();
    await visitor.sees('Export');
  });

  it('many have pages, and one that was imported is called so', async () => {
    for (let n = 1; n <= 16; n += 1) await make(`Export ${n}`);
    const sha256 = createHash('sha256').update('a key from before').digest('hex');
    const body = [{ sha256, appId: app.id, name: 'From before', scopes: ['deliveries'] }];
    expectStatus(201, await gatehouse.cast.asAdmin('POST', '/backend/key/import', { body }));
    const visitor = await atKeys();
    await visitor.sees('From before');
    await visitor.sees('imported, not shown to us');
    await visitor.sees('17 entries');
    expect(await visitor.page.getByText('Export 1', { exact: true }).count()).toBe(0);
    await visitor.button('Next page').click();
    await visitor.page.getByText('Export 1', { exact: true }).waitFor();
  });

  it('an app that can have none says why', async () => {
    const redirectUris = ['https://app.example.org/callback'];
    const open = await gatehouse.cast.app({ owner, type: 'public', redirectUris });
    const visitor = await atKeys(open);
    await visitor.sees('A public app has none');
    expect(await visitor.button('New API key').count()).toBe(0);
    const message = { token: owner.token, body: { dpop: true } };
    expectStatus(200, await gatehouse.server.wire.put(`/consumer/app/${app.id}`, message));
    await visitor.open(`/apps/${app.id}?tab=api-keys`);
    await visitor.sees('bound to a key pair');
    expect(await visitor.button('New API key').count()).toBe(0);
  });

  it('fits on a phone, in French too', async () => {
    await make('Export de nuit');
    const phone = { viewport: { width: 390, height: 844 }, locale: 'fr-FR' };
    const visitor = await gatehouse.visit(phone);
    await visitor.open('/sign-in?next=%2Fapps');
    await visitor.field('Nom d’utilisateur ou e-mail').fill(owner.username);
    await visitor.password().fill(owner.password);
    await visitor.button('Se connecter').click();
    await visitor.page.waitForURL('**/apps');
    await visitor.open(`/apps/${app.id}?tab=api-keys`);
    await visitor.sees('Export de nuit');
    await visitor.button('Renouveler: Export de nuit').waitFor();
    expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    const cut = `[...document.querySelectorAll('td button span')].filter((each) => each.scrollWidth > each.clientWidth + 1).length`;
    expect(await visitor.page.evaluate(cut)).toBe(0);
    await visitor.button('Nouvelle clé d’API').click();
    await visitor.sees('Créer une clé d’API');
    expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(visitor.faults).toEqual([]);
  });
});
