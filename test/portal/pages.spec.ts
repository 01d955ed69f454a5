/** @database sqlite */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { makeApi } from '../support/apis.js';
import { newGate } from '../support/gates.js';
import { portal, type Visitor } from './visitor.js';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const OPEN = ['/', '/terms', '/reference', '/sign-in', '/register', '/password/reset', '/activate/x', '/no-such-page']; // prettier-ignore
const OWN = ['/guides', '/changelog', '/apis', '/apps', '/tokens', '/grants', '/account', '/accounts', '/device', '/sign-out']; // prettier-ignore
const ADMIN = ['/admin', '/admin/users', '/admin/roles', '/admin/roles/new', '/admin/scopes', '/admin/operations', '/admin/apis', '/admin/apis/new', '/admin/calls', '/admin/gates', '/admin/apps', '/admin/accounts', '/admin/grants', '/admin/initial-access', '/admin/pages', '/admin/pages/new', '/admin/terms', '/admin/terms/new', '/admin/appearance', '/admin/settings', '/admin/audit']; // prettier-ignore

const APP_TABS = ['First call', 'Activity', 'Refusals', 'Settings', 'API keys', 'Client ID and secret']; // prettier-ignore

/** Somebody who looks at pages, and what they found, by page. */
interface Inspector {
  visitor: Visitor;
  found: Record<string, string[]>;
  note: (name: string) => Promise<void>;
  look: (path: string) => Promise<void>;
}

/** Pages, and the button that opens a dialog there. */
const DIALOGS = [
  ['/apps', 'New app'],
  ['/tokens', 'New token'],
  ['/accounts', 'New account'],
  ['/admin/users', 'New user'],
  ['/admin/apps', 'New app'],
  ['/admin/accounts', 'New account'],
  ['/admin/scopes', 'New scope'],
  ['/admin/gates', 'New gate'],
  ['/account', 'Set up'],
  ['/account', 'Delete my account'],
] as const;

/** What axe finds serious or critical, or about landmarks, a line each: everything in light colours, the contrast in dark ones. */
async function faultsOf({ page }: Visitor): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(AXE);
  await settle(page);
  const light = await violations(page, {});
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor({ state: 'attached' });
  await settle(page);
  const dark = await violations(page, { runOnly: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
}

/** Waits for two frames and for the end of every transition: a colour on its way has another contrast. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const fading = () => document.getAnimations().filter((one) => one instanceof CSSTransition);
    do {
      await frame();
      await frame();
      await Promise.allSettled(fading().map((one) => one.finished));
    } while (fading().length > 0);
  })()`);
}

function violations(page: Page, options: object): Promise<string[]> {
  const wanted = JSON.stringify({ ...options, resultTypes: ['violations'] });
  return page.evaluate<string[]>(`axe.run(document, ${wanted}).then((found) =>
    found.violations
      .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id.startsWith('landmark-'))
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
}

describe('every page of the portal', () => {
  const gatehouse = portal();

  /** A signed-in administrator, who notes what is wrong with each page or dialog that they look at. */
  async function inspector(): Promise<Inspector> {
    const visitor = await gatehouse.visit({ colorScheme: 'light' });
    const found: Record<string, string[]> = {};
    const note = async (name: string) => {
      const faults = await faultsOf(visitor);
      if (faults.length) found[name] = faults;
    };
    const look = async (path: string) => {
      await visitor.open(path);
      await note(path);
    };
    return { visitor, found, note, look };
  }

  it('has no serious or critical fault, in light colours and in dark ones', async () => {
    const { visitor, found, look, note } = await inspector();
    for (const path of OPEN) await look(path);
    await visitor.signIn();
    await gatehouse.cast.app({ owner: await gatehouse.cast.admin() });
    for (const path of [...OWN, ...ADMIN]) await look(path);
    await visitor.open('/apps');
    await visitor.page.getByRole('row').getByRole('link').first().click();
    for (const tab of APP_TABS) {
      await visitor.tab(tab);
      await note(tab);
    }
    expect(found).toEqual({});
    expect(visitor.faults).toEqual([]);
  });

  it('has none either where it is about one object', async () => {
    const { visitor, found, look } = await inspector();
    const { cast } = gatehouse;
    const admin = await cast.admin();
    await visitor.signIn();
    const role = await cast.role(['deliveries']);
    const account = await cast.account(admin);
    const made = await cast.app({ owner: admin });
    const { body: scopes } = await cast.asAdmin('GET', '/backend/scope?count=1');
    await look(`/admin/users/${admin.id}`);
    await look(`/admin/roles/${role.id}`);
    await look(`/admin/scopes/${scopes.entry[0].id}`);
    for (const tab of ['overview', 'activity', 'refusals', 'settings'])
      await look(`/admin/apps/${made.id}?tab=${tab}`);
    const guest = { username: 'guest', email: 'guest@example.org' };
    const { body: invited } = await cast.asAdmin('POST', '/backend/user', { body: guest });
    await look(`/admin/users/${invited.id}`);
    await look(`/admin/accounts/${account.id}`);
    await look(`/accounts/${account.id}`);
    const api = await makeApi(cast, { open: ['status.get'] });
    for (const end of ['', '?operation=NAME.status.get', '?operation=NAME.charges.get'])
      await look(`/apis/${api.name}${end.replace('NAME', api.name)}`);
    for (const tab of ['operations', 'import', 'settings', 'refusals'])
      await look(`/admin/apis/${api.id}?tab=${tab}`);
    const gate = await newGate(cast, gatehouse.server.wire, api.name, 'forward');
    await look(`/admin/gates/${gate.id}`);
    const markdown = '# One\n\n- [ ] task\n\n```sh\nls\n```\n\n## Two\n\n|a|b|\n|-|-|\n|c|d|\n\n# Three\n\n> `said`'; // prettier-ignore
    const text = { kind: 'guide', slug: 'all', language: 'fr', title: 'All', markdown, state: 'published' }; // prettier-ignore
    const { body: guide } = await cast.asAdmin('POST', '/backend/page', { body: text });
    await look(`/admin/pages/${guide.id}`);
    await look('/guides/all');
    expect(found).toEqual({});
    expect(visitor.faults).toEqual([]);
  });

  it('has none in its dialogs', async () => {
    const { visitor, found, note } = await inspector();
    const { cast } = gatehouse;
    await visitor.signIn();
    const api = await makeApi(cast);
    const gate = await newGate(cast, gatehouse.server.wire, api.name, 'forward');
    const dialogs = [
      ...DIALOGS,
      [`/admin/apis/${api.id}`, `Change access: ${api.name}.charges.get`],
      [`/admin/apis/${api.id}?tab=settings`, 'Delete API'],
      [`/admin/gates/${gate.id}`, 'New key'],
    ] as const;
    for (const [path, name] of dialogs) {
      await visitor.open(path);
      await visitor.button(name).first().click();
      await visitor.dialog.waitFor();
      await note(name);
    }
    // What is shown once stays until somebody says that it was saved.
    await visitor.dialog.getByRole('button', { name: 'New key' }).click();
    await visitor.page.getByRole('dialog', { name: 'The key of your gate' }).waitFor();
    await note('The key of your gate');
    expect(found).toEqual({});
    expect(visitor.faults).toEqual([]);
  });

  it('fetches at most 200 KB of JavaScript over the wire before the sign-in page shows', async () => {
    const visitor = await gatehouse.visit();
    const sizes: Promise<number>[] = [];
    visitor.page.on('requestfinished', (request) => {
      if (request.url().endsWith('.js'))
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await visitor.open('/sign-in');
    await visitor.page.waitForLoadState('networkidle');
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(200 * 1024);
  });

  it('shows what a hostile person typed as text, inert and cut', async () => {
    const hostile = `<img src=x onerror=alert(1)><script>alert(2)</script> شركة evil ${'W'.repeat(3900)}`;
    const owner = await gatehouse.cast.developer();
    const app = await gatehouse.cast.app({ owner, name: hostile });
    const { token } = owner;
    const body = { description: hostile, url: 'https://evil.example/"><script>alert(3)</script>' };
    await gatehouse.server.wire.put(`/consumer/app/${app.id}`, { token, body });

    const visitor = await gatehouse.visit({ viewport: { width: 1000, height: 700 } });
    await visitor.signIn(owner);
    const developer = ['/apps', `/apps/${app.id}`, `/apps/${app.id}?tab=settings`, '/reference'];
    for (const path of developer) await isInert(visitor, path);
    const administrator = await gatehouse.visit({ viewport: { width: 1000, height: 700 } });
    await administrator.signIn();
    const { body: apps } = await gatehouse.cast.asAdmin('GET', '/backend/app');
    for (const path of ['/admin/apps', `/admin/apps/${apps.entry[0].id}`, '/admin/audit'])
      await isInert(administrator, path);
  });
});

/** Nothing ran, nothing was fetched, nothing hangs over the page. */
async function isInert(visitor: Visitor, path: string): Promise<void> {
  await visitor.open(path);
  await visitor.page.waitForLoadState('networkidle');
  expect(visitor.faults).toEqual([]);
  expect(await visitor.page.locator('main img, main script').count()).toBe(0);
  expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(1000);
}
