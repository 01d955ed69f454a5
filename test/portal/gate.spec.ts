/** @database sqlite */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions } from 'playwright-core';
import { documentOf, importDocument, makeApi, operationsOf, type Paths } from '../support/apis.js';
import { expectStatus } from '../support/cast.js';
import { newGate } from '../support/gates.js';
import { Proxy } from '../support/proxies.js';
import { unique } from '../support/unique.js';
import { Wire } from '../support/wire.js';
import { runPasted } from './pasted.js';
import { portal, type Visitor } from './visitor.js';

const named = (operationId: string, summary: string, more: object = {}) => ({
  operationId,
  summary,
  responses: { 200: { description: 'Done.' } },
  ...more,
});

type Cookies = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** A shop for pets; its document would have the list open. */
const PETS: Paths = {
  '/pets': {
    get: named('pets.list', 'List all pets', { security: [] }),
    post: named('pets.create', 'Create a pet'),
  },
  '/pets/{petId}': { get: named('pets.get', 'Info for one pet') },
};

/** A document of 600 operations. */
const MANY: Paths = Object.fromEntries(
  Array.from({ length: 300 }, (_, n) => [
    `/shelves/${n}/books/{isbn}`,
    {
      get: named(`shelves${n}.get`, `A book of shelf ${n}`),
      put: named(`shelves${n}.put`, `Put a book on shelf ${n}`),
    },
  ]),
);

describe('a provider, in the portal', () => {
  const gatehouse = portal();
  let api: Server;
  let port: number;
  const reached: (string | undefined)[] = [];

  beforeAll(async () => {
    api = createServer((request, response) => {
      reached.push(request.headers['gatehouse-operation'] as string | undefined);
      response.end('{"pets":[]}');
    }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    ({ port } = api.address() as AddressInfo);
  });
  afterAll(() => void api.close());

  let signedIn: Cookies | undefined;

  /** Signs in once: each visit is a browser of its own with that session. */
  async function administrator(options: BrowserContextOptions = {}): Promise<Visitor> {
    if (signedIn) return gatehouse.visit({ ...options, storageState: signedIn });
    const visitor = await gatehouse.visit(options);
    await visitor.signIn();
    signedIn = await visitor.page.context().storageState();
    return visitor;
  }

  const newName = (word: string) => unique(word).replaceAll('_', '-');
  const row = (visitor: Visitor, name: string) => visitor.page.getByRole('row', { name });

  async function makeApiByHand(visitor: Visitor, name: string): Promise<void> {
    await visitor.open('/admin/apis');
    await visitor.page.getByRole('link', { name: 'New API' }).first().click();
    await visitor.field('Name').fill(name);
    await visitor.field('Title').fill(`The ${name}`);
    await visitor.field('Address').fill(`https://${name}.example.com`);
    await visitor.field('Base path').fill('/v1');
  }

  /** Makes an app with this scope, and runs the program that its page shows. */
  async function tokenOfNewApp(visitor: Visitor, scope: string): Promise<string> {
    await visitor.open('/apps');
    await visitor.makeApp(`With ${scope}`, scope);
    const program = await visitor.page
      .getByRole('tabpanel', { name: 'curl' })
      .locator('pre')
      .innerText();
    const [, token = ''] =
      /"access_token": ?"([^"]+)"/.exec(await runPasted('curl', program)) ?? [];
    return token;
  }

  /** Chooses who may call an operation in its dialog. */
  async function changeAccess(visitor: Visitor, name: string, way: string, reason?: string) {
    await visitor.button(`Change access: ${name}`).click();
    await visitor.dialog.getByRole('radio', { name: way }).check();
    if (reason !== undefined)
      await visitor.dialog.getByLabel('Why may everyone call it?').fill(reason);
    await visitor.dialog.getByText('Who gains and who loses').waitFor();
    await visitor.dialog.getByRole('button', { name: 'Change access' }).click();
    await visitor.dialog.waitFor({ state: 'detached' });
  }

  it('imports a document, pastes the configuration into nginx, and opens and closes an operation', async () => {
    const visitor = await administrator();
    const name = newName('pets');
    await makeApiByHand(visitor, name);
    await visitor.field('Or paste it here').fill(documentOf(PETS));
    await visitor.button('Create API').click();
    await row(visitor, `${name}.pets.list`).getByText('proposed public').waitFor();
    await visitor.sees('3 operations');

    await visitor.page.getByRole('link', { name: 'No gate asks for it yet' }).click();
    const gate = unique('edge');
    await visitor.button('New gate').first().click();
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill(gate);
    await visitor.dialog.getByLabel('APIs').first().click();
    await visitor.page.getByRole('option', { name, exact: true }).click();
    await visitor.page.keyboard.press('Escape');
    await visitor.button('Create gate').click();
    const shown = visitor.page.getByRole('dialog', { name: 'The key of your gate' });
    await shown.getByLabel('Your API, as the proxy reaches it').fill(`127.0.0.1:${port}`);
    const text = await shown.getByLabel('The file nginx.conf').locator('pre').innerText();
    const key = await shown.locator('code').first().innerText();
    expect(text).toContain(`Gatehouse-Gate "${key}"`);
    await shown.getByRole('button', { name: 'Yes, I saved it' }).click();
    await visitor.page.waitForURL('**/admin/gates/gat_*');
    await visitor.page.getByText('Last asked: Never asked').waitFor();
    await visitor.sees(`--gate ${gate}`);

    const proxy = await Proxy.start('nginx', { gatehouse: '', api: port, gateKey: key, text });
    const outside = new Wire(proxy.url);
    const ask = async (token?: string, path = '/v1/pets') =>
      (await outside.get(path, token === undefined ? {} : { token })).status;
    /** The statuses of requests, one after the other, until one is this or a second is over. */
    const soon = async (wanted: number) => {
      const until = Date.now() + 1_000;
      let status = 0;
      do status = await ask();
      while (status !== wanted && Date.now() < until);
      return status;
    };
    try {
      const good = await tokenOfNewApp(visitor, `${name}.pets.list`);
      const other = await tokenOfNewApp(visitor, `${name}.pets.create`);
      expect([await ask(good), await ask(), await ask(other)]).toEqual([200, 401, 403]);
      expect(reached).toEqual([`${name}.pets.list`]);
      await visitor.open('/admin/gates');
      await visitor.page.getByRole('link', { name: gate }).click();
      await visitor.page.getByText(/Last asked: (just now|\d+ seconds? ago)/).waitFor();

      await visitor.page.getByRole('link', { name: 'All APIs', exact: true }).click();
      await visitor.page.getByRole('link', { name, exact: true }).click();
      const operation = `${name}.pets.list`;
      await changeAccess(visitor, operation, 'Everyone, without a credential', 'The shop window.');
      expect(await soon(200)).toBe(200);
      await row(visitor, operation).getByText('The shop window.').waitFor();
      await changeAccess(visitor, operation, 'Its own scope');
      expect(await soon(401)).toBe(401);

      await visitor.tab('Refusals');
      await visitor.page.getByRole('cell', { name: 'insufficient_scope' }).waitFor();
      await visitor.page.getByRole('cell', { name: 'authentication_required' }).first().waitFor();
    } finally {
      await proxy.stop();
    }
    // Whoever gives roles reads what the API is called.
    await visitor.open('/admin/roles/new');
    await visitor.page.getByRole('textbox', { name: 'Search scopes' }).fill(name);
    await visitor.button(new RegExp(`^The ${name}`)).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('imports more than 500 operations from a file, and finds one', async () => {
    const visitor = await administrator();
    const name = newName('library');
    await makeApiByHand(visitor, name);
    const buffer = Buffer.from(documentOf(MANY));
    const file = { name: 'library.json', mimeType: 'application/json', buffer };
    await visitor.page.locator('input[type=file]').setInputFiles(file);
    await visitor.sees('library.json');
    await visitor.button('Create API').click();
    await visitor.sees('600 entries');
    await visitor.button('Page 2').click();
    await visitor.page.waitForURL('**page=2');
    await visitor.page.getByRole('searchbox').fill('shelves/299');
    await visitor.sees('2 entries');
    await row(visitor, `${name}.shelves299.put`).waitFor();
    await visitor.page.reload();
    await visitor.sees('2 entries');
    await visitor.page.getByRole('searchbox').fill('no such thing');
    await visitor.sees('Nothing matches.');
    expect(visitor.faults).toEqual([]);
  });

  it('sees what is wrong with a document where it was pasted, and nothing is made', async () => {
    const visitor = await administrator();
    const name = newName('faulty');
    await makeApiByHand(visitor, name);
    const twice = { '/a/{x}': { get: named('a', 'A') }, '/a/{y}': { get: named('b', 'B') } };
    await visitor.field('Or paste it here').fill(documentOf(twice));
    await visitor.button('Create API').click();
    await visitor.page.locator('[data-fault]:focus', { hasText: 'GET /v1/a/{y}' }).waitFor();
    const { body } = await gatehouse.cast.asAdmin('GET', `/backend/api?search=${name}`);
    expect(body.totalResults).toBe(0);
  });

  it('is shown what an import changes and for whom before it is done, and again when somebody was faster', async () => {
    const { cast } = gatehouse;
    const made = await makeApi(cast, { paths: PETS });
    const role = await cast.role([`${made.name}.pets.create`]);
    const next = {
      '/pets': { get: named('pets.all', 'List all pets', { security: [] }) },
      '/owners': { get: named('owners.list', 'List owners') },
    };
    const visitor = await administrator();
    await visitor.open(`/admin/apis/${made.id}?tab=import`);
    await visitor.field('Or paste it here').fill(documentOf(next));
    await visitor.button('Show what changes').click();
    for (const part of ['Added', 'Renamed', 'Removed']) await visitor.button(new RegExp(`^${part}`)).waitFor(); // prettier-ignore
    await visitor.page.locator('del', { hasText: `${made.name}.pets.list` }).waitFor();
    await visitor.sees(role.name);

    await importDocument(cast, made.id, documentOf({ ...PETS, ...next, '/pets': PETS['/pets'] ?? {} })); // prettier-ignore
    await visitor.button('Import it').click();
    await visitor.sees('admin changed this meanwhile');
    await visitor.button('Load the newest').click();
    await visitor.page.getByText('changed this meanwhile').waitFor({ state: 'detached' });
    expect(await visitor.button(/^Added/).count()).toBe(0);
    await visitor.button('Import it').click();
    await visitor.sees('The document is imported.');
    await row(visitor, `${made.name}.owners.list`).waitFor();
    const names = (await operationsOf(cast, made.id)).map((operation) => operation.name);
    expect(names).toEqual([`${made.name}.owners.list`, `${made.name}.pets.all`]);
    expect(visitor.faults).toEqual([]);
  });

  it('asks for other scopes, after a look at who gains and who loses', async () => {
    const { cast } = gatehouse;
    const made = await makeApi(cast, { paths: PETS });
    const role = await cast.role([`${made.name}.pets.list`]);
    const visitor = await administrator();
    await visitor.open(`/admin/apis/${made.id}`);
    await visitor.button(`Change access: ${made.name}.pets.list`).click();
    await visitor.dialog.getByRole('radio', { name: 'Other scopes' }).check();
    await visitor.dialog.getByLabel('Scopes', { exact: false }).last().fill('pets.create');
    await visitor.page.getByRole('option', { name: `${made.name}.pets.create` }).click();
    await visitor.page.keyboard.press('Tab');
    await visitor.dialog.getByText('Can no longer be called').waitFor();
    await visitor.dialog.getByText(role.name).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Change access' }).click();
    await row(visitor, `${made.name}.pets.list`).getByTitle(`${made.name}.pets.create`).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('lets everything through for a while, and sees what would have been refused', async () => {
    const { cast, server } = gatehouse;
    const made = await makeApi(cast, { paths: PETS });
    const gate = await newGate(cast, server.wire, made.name);
    const visitor = await administrator();
    await visitor.open(`/admin/apis/${made.id}?tab=settings`);
    await visitor.page.getByLabel('For how long').selectOption('14');
    await visitor.button('Start observing').click();
    await visitor.dialog.getByText('every operation of this API is open').waitFor();
    await visitor.dialog.getByRole('button', { name: 'Start observing' }).click();
    await visitor.sees('Only observed: nothing is refused');
    expect((await gate.ask({ target: '/pets' })).status).toBe(200);
    await visitor.tab('Refusals');
    await visitor.page.getByRole('cell', { name: 'let through' }).waitFor();
    await visitor.tab('Settings');
    await visitor.button('End it now').click();
    await visitor.dialog.getByRole('button', { name: 'End it now' }).click();
    await visitor.button('Start observing').waitFor();
    expect((await gate.ask({ target: '/pets' })).status).toBe(401);
    expect(visitor.faults).toEqual([]);
  });

  it('deletes an API when they have seen what stops and typed its name', async () => {
    const made = await makeApi(gatehouse.cast, { paths: PETS });
    const visitor = await administrator();
    await visitor.open(`/admin/apis/${made.id}?tab=settings`);
    await visitor.button('Delete API').click();
    await visitor.dialog.getByText(`${made.name}.pets.get`).waitFor();
    const go = visitor.dialog.getByRole('button', { name: 'Delete API' });
    expect(await go.isDisabled()).toBe(true);
    await visitor.dialog.getByLabel('To delete it, type its name').fill(made.name);
    await go.click();
    await visitor.page.waitForURL('**/admin/apis');
    expect((await gatehouse.cast.asAdmin('GET', `/backend/api/${made.id}`)).status).toBe(404);
    expect(visitor.faults).toEqual([]);
  });

  it('gives a gate a new key while the old one works on, and deletes it', async () => {
    const { cast, server } = gatehouse;
    const made = await makeApi(cast, { paths: PETS, keyHeader: 'X-Pets-Key' });
    const gate = await newGate(cast, server.wire, made.name, 'forward');
    const visitor = await administrator();
    await visitor.open(`/admin/gates/${gate.id}`);
    // Its configuration, for each proxy of its dialect, takes the API's own key header away.
    await visitor.tab('HAProxy');
    await visitor.page.getByLabel('The file haproxy.cfg').getByText('del-header X-Pets-Key').waitFor(); // prettier-ignore
    await visitor.button('New key').click();
    await visitor.dialog.getByRole('radio', { name: 'In one hour' }).check();
    await visitor.dialog.getByRole('button', { name: 'New key' }).click();
    const shown = visitor.page.getByRole('dialog', { name: 'The key of your gate' });
    const key = await shown.locator('code').first().innerText();
    await shown.getByLabel('The command that starts it').getByText(`GATE_KEY=${key} caddy run`).waitFor(); // prettier-ignore
    await shown.getByRole('button', { name: 'Yes, I saved it' }).click();
    await row(visitor, `••••${key.slice(-4)}`).waitFor();
    await row(visitor, `••••${gate.key.slice(-4)}`)
      .getByText(/in (1 hour|\d+ minutes)/)
      .waitFor();
    expect((await gate.ask({ target: '/pets' })).status).toBe(401);

    await visitor.button('Delete gate').click();
    await visitor.dialog.getByRole('button', { name: 'Delete gate' }).click();
    await visitor.page.waitForURL('**/admin/gates');
    const answer = await gate.ask({ target: '/pets' });
    expect([answer.status, answer.body.code]).toEqual([403, 'gate_unknown']);
    expect(visitor.faults).toEqual([]);
  });

  it('is told who changed an API meanwhile, and keeps what they typed', async () => {
    const { cast } = gatehouse;
    const made = await makeApi(cast, { paths: PETS });
    const visitor = await administrator();
    await visitor.open(`/admin/apis/${made.id}?tab=settings`);
    await visitor.field('Title').fill('Typed');
    const body = { basePath: '/v2' };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/api/${made.id}`, { body }));
    await visitor.button('Save').click();
    await visitor.sees('admin changed this meanwhile');
    await visitor.button('Load the newest').click();
    expect(await visitor.field('Title').inputValue()).toBe('Typed');
    expect(await visitor.field('Base path').inputValue()).toBe('/v2');
    await visitor.button('Save').click();
    await visitor.sees('The API is saved.');
  });

  it('fits on a phone, in French too', async () => {
    const { cast, server } = gatehouse;
    const made = await makeApi(cast, { paths: MANY });
    const gate = await newGate(cast, server.wire, made.name, 'nginx');
    const visitor = await administrator({ viewport: { width: 390, height: 844 } });
    await visitor.open('/');
    await visitor.page.evaluate("localStorage.setItem('gatehouse.language', 'fr')");
    const tabs = ['operations', 'import', 'settings', 'refusals'].map((tab) => `/admin/apis/${made.id}?tab=${tab}`); // prettier-ignore
    for (const path of [
      '/admin/apis',
      '/admin/apis/new',
      ...tabs,
      '/admin/gates',
      `/admin/gates/${gate.id}`,
    ]) {
      // prettier-ignore
      await visitor.open(path);
      await visitor.page.waitForLoadState('networkidle');
      expect([path, await visitor.page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390]); // prettier-ignore
    }
    expect(visitor.faults).toEqual([]);
  });
});
