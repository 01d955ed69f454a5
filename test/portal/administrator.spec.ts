/** @database sqlite */
import { unique } from '../support/unique.js';
import { portal, type Visitor } from './visitor.js';

/** Waits until a read shows this: a page says that it is saved when the server has said so. */
async function expectRead(read: () => Promise<object>, wanted: object): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    const found = (await read()) as Record<string, unknown>;
    if (Object.entries(wanted).every(([name, value]) => found[name] === value)) return;
  }
  expect(await read()).toMatchObject(wanted);
}

describe('an administrator in the portal', () => {
  const gatehouse = portal();

  afterEach(() => gatehouse.cast.setting('role_default', 'Consumer'));

  async function makeRole(visitor: Visitor, name: string, scope: string): Promise<void> {
    await visitor.open('/admin/roles/new');
    await visitor.field('Name').fill(name);
    await visitor.page.getByLabel('Search scopes').fill(scope);
    await visitor.page.getByRole('checkbox', { name: scope, exact: true }).check();
    await visitor.button('Create role').click();
    await visitor.page.waitForURL(/\/admin\/roles\/rol_/);
  }

  it('has every page in sight on a small screen, and folds what they do not need', async () => {
    const visitor = await gatehouse.visit({ viewport: { width: 1280, height: 800 } });
    await visitor.signIn();
    await visitor.open('/admin/audit');
    const pages = visitor.page.getByRole('navigation', { name: 'Pages' });
    const audit = pages.getByRole('link', { name: 'Audit' });
    const boxOf = async () => (await audit.boundingBox()) ?? { y: 0, height: 1000 };
    expect((await boxOf()).y + (await boxOf()).height).toBeLessThanOrEqual(800);

    const group = pages.getByRole('button', { name: 'Build' });
    const apps = pages.getByRole('link', { name: 'My apps' });
    await group.press('Enter');
    await apps.waitFor({ state: 'detached' });
    await visitor.page.reload();
    await audit.waitFor();
    expect(await group.getAttribute('aria-expanded')).toBe('false');
    expect(await apps.count()).toBe(0);
    // The page that is open stays in sight in a folded group.
    await visitor.open('/apps');
    await apps.waitFor();
    await group.press('Space');
    await pages.getByRole('link', { name: 'APIs', exact: true }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('goes from what waits for them, and from the busiest apps, to each', async () => {
    const owner = await gatehouse.cast.developer();
    await gatehouse.cast.setting('app.approval', true);
    const [waiting, busy] = [unique('Waiting'), unique('Busy')];
    await gatehouse.cast.app({ owner, name: waiting });
    await gatehouse.cast.setting('app.approval', false);
    await gatehouse.cast.token(await gatehouse.cast.app({ name: busy }));
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin');
    const link = (name: string | RegExp) => visitor.page.getByRole('link', { name }).first();
    await link(/waits? for approval/).click();
    await link(waiting).waitFor();
    await visitor.open('/admin?days=7');
    expect(await visitor.page.getByRole('radio', { name: '7 days' }).isChecked()).toBe(true);
    await link(busy).click();
    await visitor.page.getByRole('heading', { name: busy }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('makes a role, sets it as default, and the next person has it', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    const name = unique('Readers');
    await makeRole(visitor, name, 'deliveries.list');
    await visitor.button('Make default').click();
    await visitor.dialog.getByText(`Make “${name}” the default role?`).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Make default' }).click();
    await visitor.sees(`“${name}” is now the default role.`);

    const newUser = await gatehouse.cast.developer();
    await visitor.open('/admin/users?search=' + newUser.username);
    await visitor.page.getByRole('cell', { name }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('is shown who loses what before a scope is taken from a role', async () => {
    const role = await gatehouse.cast.role(['consumer', 'deliveries']);
    await gatehouse.cast.holderOf(role.name);
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/roles/${role.id}`);
    await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).uncheck();
    await visitor.sees('What this means for 1 person');
    await visitor.button('Show which').click();
    await visitor.sees('They can no longer call operations of:');
    await visitor.page.getByText('deliveries.create').last().waitFor();
    await visitor.button('Save').click();
    await visitor.page.getByText('Saved', { exact: true }).waitFor();
    const { body } = await gatehouse.cast.asAdmin('GET', `/backend/role/${role.id}`);
    expect(body.scopes).toEqual(['consumer']);
  });

  it('is told who changed a role meanwhile, and keeps what they typed and what the other did', async () => {
    const role = await gatehouse.cast.role(['consumer', 'deliveries']);
    const other = await gatehouse.cast.holderOf('Administrator');
    const [slow, fast] = [await gatehouse.visit(), await gatehouse.visit()];
    await slow.signIn();
    await fast.signIn(other);
    await slow.open(`/admin/roles/${role.id}`);
    await slow.field('Description').fill('Reads the books.');
    await slow.page.getByLabel('Search scopes').fill('tasks');
    await slow.page.getByRole('checkbox', { name: 'tasks', exact: true }).check();
    await fast.open(`/admin/roles/${role.id}`);
    await fast.page.getByRole('checkbox', { name: 'deliveries', exact: true }).uncheck();
    await fast.button('Save').click();
    await fast.page.getByText('Saved', { exact: true }).waitFor();

    await slow.button('Save').click();
    await slow.page.getByText(`${other.username} changed this meanwhile`).waitFor();
    const read = async () => (await gatehouse.cast.asAdmin('GET', `/backend/role/${role.id}`)).body;
    expect(await read()).toMatchObject({ description: '', scopes: ['consumer'] });
    await slow.button('Load the newest').click();
    await slow.page.getByText('changed this meanwhile').waitFor({ state: 'detached' });
    expect(await slow.field('Description').inputValue()).toBe('Reads the books.');
    await slow.button('Save').click();
    await slow.page.getByText('Saved', { exact: true }).waitFor();
    expect(await read()).toMatchObject({
      description: 'Reads the books.',
      scopes: ['consumer', 'tasks'],
    });
    // What was saved is what the next change replaces.
    await slow.field('Description').fill('Reads all books.');
    await slow.button('Save').click();
    await expectRead(read, { description: 'Reads all books.' });
    expect(slow.faults.filter((fault) => !fault.includes('412'))).toEqual([]);
  });

  it('is told in place when a user, a setting or an app was changed meanwhile', async () => {
    const person = await gatehouse.cast.developer();
    const app = await gatehouse.cast.app();
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    const told = () => visitor.page.getByText('admin changed this meanwhile').waitFor();

    await visitor.open(`/admin/users/${person.id}`);
    await visitor.page.getByLabel('Role', { exact: true }).selectOption({ label: 'Partner' });
    await gatehouse.cast.asAdmin('PUT', `/backend/user/${person.id}`, {
      body: { email: `${unique('new')}@example.org` },
    });
    await visitor.button('Change role').click();
    await told();
    await visitor.button('Load the newest').click();
    await visitor.button('Change role').click();
    await visitor.page.getByText('changed this meanwhile').waitFor({ state: 'detached' });
    const user = async () =>
      (await gatehouse.cast.asAdmin('GET', `/backend/user/${person.id}`)).body;
    await expectRead(user, { role: 'Partner' });
    // Until the answer is here the page holds a change, and leaving it would be asked about.
    await visitor.sees('The role is changed.');

    await visitor.open('/admin/settings');
    const field = visitor.page.getByLabel('Apps per person');
    await field.fill('20');
    await gatehouse.cast.setting('app.max_per_user', 30);
    await field.press('Enter');
    await told();
    await visitor.button('Load the newest').click();
    expect(await field.inputValue()).toBe('30');
    await gatehouse.cast.setting('app.max_per_user', 16);

    await visitor.open(`/admin/apps/${app.id}`);
    const box = visitor.page.getByRole('switch');
    await box.waitFor();
    await gatehouse.cast.asAdmin('PUT', `/backend/app/${app.id}`, { body: { name: 'Other' } });
    await box.click();
    await told();
    await visitor.page.getByRole('heading', { name: 'Other' }).waitFor();
  });

  it('sees what changed in an app since its approval, of which its owner was warned', async () => {
    const owner = await gatehouse.cast.developer();
    await gatehouse.cast.setting('app.approval', true);
    try {
      const app = await gatehouse.cast.app({ owner, name: unique('Planner') });
      const visitor = await gatehouse.visit();
      await visitor.signIn();
      await visitor.open(`/admin/apps/${app.id}`);
      await visitor.sees('No administrator has approved this app.');
      await visitor.button('Approve app').click();
      await visitor.page.getByRole('dialog').getByRole('button', { name: 'Approve app' }).click();
      await visitor.page.getByText('No administrator').waitFor({ state: 'detached' });

      const developer = await gatehouse.visit();
      await developer.signIn(owner);
      await developer.open(`/apps/${app.id}?tab=settings`);
      const warning = developer.page.getByText('it waits for approval again');
      await developer.field('Name').fill('Bank of Everything');
      await warning.waitFor();
      await developer.button('Save').click();
      await developer.page.getByText('has to approve this app').waitFor();

      await visitor.open(`/admin/apps/${app.id}`);
      await visitor.page.getByText('Name changed since').waitFor();
      await visitor.page.locator('del', { hasText: 'Planner' }).waitFor();
      await visitor.page.locator('ins', { hasText: 'Bank of Everything' }).waitFor();
      await visitor.button('Approve app').click();
      await visitor.page.getByRole('dialog').getByRole('button', { name: 'Approve app' }).click();
      await visitor.page.getByText('Name changed since').waitFor({ state: 'detached' });
      expect([...visitor.faults, ...developer.faults]).toEqual([]);
    } finally {
      await gatehouse.cast.setting('app.approval', false);
    }
  });

  it('is led to the field that the server refuses', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/roles/new');
    await visitor.field('Name').fill('Sales/North');
    await visitor.button('Create role').click();
    await visitor.page.locator('input[aria-invalid="true"]:focus').waitFor();
  });

  it('makes a scope, gives it to a role, and removes it when no role holds it', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/scopes');
    await visitor.button('New scope').click();
    await visitor.field('Name').fill('two words');
    await visitor.button('Create scope').click();
    await visitor.dialog.getByText('name must have 1 to 128 letters').waitFor();
    const scope = unique('invoices');
    await visitor.field('Name').fill(scope);
    await visitor.field('Description').fill('Read the invoices.');
    await visitor.button('Create scope').click();
    await visitor.page.waitForURL(/\/admin\/scopes\/scp_/);
    const page = visitor.page.url();
    const role = unique('Bookkeepers');
    await makeRole(visitor, role, scope);

    await visitor.page.goto(page);
    await visitor.page.getByRole('link', { name: role }).waitFor();
    await visitor.button('Delete scope').click();
    await visitor.dialog.getByText(`Delete the scope “${scope}”?`).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Delete scope' }).click();
    await visitor.dialog.getByText(`This scope is held by the role ${role}.`).waitFor();
    await gatehouse.cast.asAdmin('PUT', await pathOf(role), { body: { scopes: [] } });
    await visitor.dialog.getByRole('button', { name: 'Delete scope' }).click();
    await visitor.page.waitForURL('**/admin/scopes');
    await visitor.page.getByRole('searchbox').fill(scope);
    await visitor.sees('Nothing matches.');
    expect(visitor.faults).toEqual([]);
  });

  async function pathOf(role: string): Promise<string> {
    const { body } = await gatehouse.cast.asAdmin('GET', `/backend/role?search=${role}`);
    return `/backend/role/${body.entry[0].id}`;
  }

  it('goes from a partner to one of their accounts, sees who works in it, and deletes it', async () => {
    const partner = await gatehouse.cast.partner();
    const account = await gatehouse.cast.account(partner);
    const colleague = await gatehouse.cast.developer();
    await gatehouse.cast.member(partner, account.id, colleague);
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/users/${partner.id}`);
    await visitor.page.getByRole('link', { name: 'Their accounts' }).click();
    await visitor.page.locator(`input[aria-label="Owner"][value="${partner.username}"]`).waitFor();
    await visitor.page.getByRole('link', { name: account.name }).click();
    await visitor.page.getByRole('link', { name: colleague.username }).waitFor();
    await visitor.button('Delete account').click();
    await visitor.dialog.getByText(`Delete the account “${account.name}”?`).waitFor();
    await visitor.dialog.getByText(`${partner.username} and the members lose it`).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Delete account' }).click();
    await visitor.page.waitForURL('**/admin/accounts');
    const { body } = await gatehouse.cast.asAdmin('GET', '/backend/account');
    expect(body.entry.map(({ id }: { id: string }) => id)).not.toContain(account.id);
    expect(visitor.faults).toEqual([]);
  });

  it('disables a person: the session that is open ends with the next click', async () => {
    const person = await gatehouse.cast.developer();
    const theirs = await gatehouse.visit();
    await theirs.signIn(person, '/apps');
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/users?search=${person.username}`);
    await visitor.page.getByRole('link', { name: person.username }).click();
    await visitor.button('Disable user').click();
    await visitor.dialog.getByText(`Disable ${person.username}?`).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Disable user' }).click();
    await visitor.sees('The user is disabled.');

    await theirs.page.getByRole('link', { name: 'Personal access tokens' }).click();
    await theirs.page.waitForURL('**/sign-in?next=%2Ftokens');
  });

  it('finds each setting with the control that it needs, and what is refused at its field', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/settings');
    await visitor.page.getByRole('switch', { name: 'Approve apps first' }).click();
    await visitor.sees('The setting is saved.');
    const { body } = await gatehouse.cast.asAdmin('GET', '/backend/config/app.approval');
    expect(body.value).toBe(true);
    await gatehouse.cast.setting('app.approval', false);

    await visitor.page.getByLabel('Default role').selectOption('Partner');
    await visitor.sees('The setting is saved.');
  });

  it('sees what an operation needs besides its scope', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/operations?search=consumer.account.remove');
    const row = visitor.page.getByRole('row', { name: /consumer\.account\.remove/ });
    await row.getByText('own login').waitFor();
    await row.locator('[tabindex="0"]', { hasText: 'confirmation' }).focus();
    await visitor.sees('The person must have given password or code in the last ten minutes.');
    await visitor.open('/admin/operations?search=deliveries.create');
    await visitor.page
      .getByRole('row', { name: /deliveries\.create/ })
      .getByText('per account')
      .waitFor();
    expect(await visitor.page.getByText('own login').count()).toBe(0);
  });

  it('keeps search and page in the URL, so that back and a link lead to the same view', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/operations');
    await visitor.page.getByRole('button', { name: 'Page 2' }).click();
    await visitor.page.waitForURL('**/operations?page=2');
    await visitor.page.getByRole('searchbox').fill('deliveries');
    await visitor.page.waitForURL('**/operations?search=deliveries');
    await visitor.page.reload();
    await visitor.sees('deliveries.create');
    expect(await visitor.page.getByRole('searchbox').inputValue()).toBe('deliveries');
  });

  it('follows a link that is pressed right after a search was typed', async () => {
    const role = await gatehouse.cast.role(['deliveries']);
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/roles');
    // The page that the link leads to comes after the search was asked for.
    const asked = visitor.page.waitForResponse(`**/backend/role?**search=${role.name}`);
    await visitor.page.route('**/assets/role-page-*', async (route) => {
      await asked;
      await route.continue();
    });
    await visitor.page.getByRole('searchbox').fill(role.name);
    await visitor.page.getByRole('link', { name: role.name, exact: true }).click();
    await visitor.page.waitForURL(`**/roles/${role.id}`);
    await visitor.field('Description').waitFor();
  });

  it('filters people by role and status, and keeps the choice in the URL', async () => {
    const role = await gatehouse.cast.role(['deliveries']);
    const one = await gatehouse.cast.holderOf(role.name);
    const two = await gatehouse.cast.holderOf(role.name);
    await gatehouse.cast.asAdmin('PUT', `/backend/user/${two.id}`, {
      body: { status: 'disabled' },
    });
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/users');
    await visitor.page.getByLabel('Role', { exact: true }).selectOption(role.name);
    await visitor.sees(one.username);
    await visitor.page.getByLabel('Status', { exact: true }).selectOption('Disabled');
    await visitor.page.waitForURL(`**/users?roleId=${role.id}&status=disabled`);
    await visitor.page.getByRole('link', { name: one.username }).waitFor({ state: 'detached' });
    await visitor.page.reload();
    await visitor.sees(two.username);
    expect(await visitor.page.getByText(one.username).count()).toBe(0);
  });

  it('goes from a person to what they did, and reads names there', async () => {
    const partner = await gatehouse.cast.partner();
    const account = await gatehouse.cast.account(partner);
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/users/${partner.id}`);
    await visitor.page.getByRole('main').getByRole('link', { name: 'Audit' }).click();
    await visitor.page.waitForURL(`**/audit?subject=user:${partner.id}`);
    await visitor.sees(`Person: ${partner.username}`);
    await visitor.page.getByRole('cell', { name: 'backend.user.create' }).waitFor();
    await visitor.page.getByText('What they did').click();
    await visitor.page.waitForURL(`**/audit?userId=${partner.id}`);
    await visitor.page.getByRole('row', { name: account.name }).waitFor();
    await visitor.page.getByRole('link', { name: partner.username }).first().waitFor();
  });

  it('of a small role is told what it opens and whom to ask, and uses that', async () => {
    const role = await gatehouse.cast.role(['backend.audit']);
    const visitor = await gatehouse.visit();
    const person = await gatehouse.cast.holderOf(role.name);
    await visitor.signIn(person, '/apps');
    await visitor.sees('This page is not for your role');
    await visitor.page.getByRole('link', { name: 'Gatehouse' }).click();
    await visitor.sees(`Welcome, ${person.username}`);
    await visitor.page.getByText('ask an administrator').waitFor();
    await visitor.page.getByRole('main').getByRole('link', { name: 'Audit' }).click();
    await visitor.page.getByRole('cell', { name: 'backend.role.create' }).first().waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('ends a live grant', async () => {
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/grants?userId=${person.id}`);
    await visitor.page.getByRole('row').getByRole('button', { name: /^End:/ }).first().click();
    await visitor.dialog.getByRole('button', { name: 'End' }).click();
    await visitor.sees('The access has ended.');
    const { token } = person;
    expect((await gatehouse.server.wire.get('/consumer/account', { token })).status).toBe(401);
  });
});
