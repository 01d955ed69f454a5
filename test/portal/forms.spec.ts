/** @database sqlite */
import { unique } from '../support/unique.js';
import { portal, type Visitor } from './visitor.js';

const link = (visitor: Visitor, name: string) =>
  visitor.page.getByRole('link', { name, exact: true });

describe('a form with changes', () => {
  const gatehouse = portal();
  const question = (visitor: Visitor) =>
    visitor.page.getByRole('dialog', { name: 'Leave without saving?' });

  it('asks before a link or Back leaves it, and keeps what was typed', async () => {
    const { id, name } = await gatehouse.cast.role(['deliveries']);
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open('/admin/roles');
    await link(visitor, 'Scopes').click();
    await visitor.page.waitForURL('**/admin/scopes');
    await link(visitor, 'Roles').click();
    await visitor.page.getByLabel('Search roles').fill(name);
    await link(visitor, name).click();
    await visitor.field('Description').fill('Half written');

    await link(visitor, 'Scopes').click();
    await question(visitor).getByRole('button', { name: 'Stay here' }).click();
    await question(visitor).waitFor({ state: 'detached' });
    expect(await visitor.field('Description').inputValue()).toBe('Half written');

    await visitor.page.evaluate('history.back()');
    await question(visitor).getByRole('button', { name: 'Stay here' }).click();
    expect(await visitor.field('Description').inputValue()).toBe('Half written');
    expect(visitor.page.url()).toContain(id);

    await link(visitor, 'Scopes').click();
    await question(visitor).getByRole('button', { name: 'Leave without saving' }).click();
    await visitor.page.waitForURL('**/admin/scopes');
    expect(visitor.faults).toEqual([]);
  });

  it('does not ask when nothing was changed, when it was saved, or when its object was deleted', async () => {
    const { id, name } = await gatehouse.cast.role(['deliveries']);
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/roles/${id}`);
    await link(visitor, 'Scopes').click();
    await visitor.page.waitForURL('**/admin/scopes');
    await visitor.open(`/admin/roles/${id}`);
    await visitor.field('Description').fill('Written');
    await visitor.button('Save').click();
    await visitor.page.getByText('Saved', { exact: true }).waitFor();
    await link(visitor, 'Scopes').click();
    await visitor.page.waitForURL('**/admin/scopes');
    await visitor.open(`/admin/roles/${id}`);
    await visitor.field('Description').fill('In vain');
    await visitor.button('Delete role').click();
    await visitor.dialog.getByRole('button', { name: 'Delete role' }).click();
    await visitor.page.waitForURL('**/admin/roles');
    expect(await visitor.page.getByText(name).count()).toBe(0);
  });

  it('asks before the browser loads another page', async () => {
    const { id } = await gatehouse.cast.role(['deliveries']);
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/roles/${id}`);
    await visitor.field('Description').pressSequentially('x');
    const asked = visitor.page.waitForEvent('dialog');
    await visitor.page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
  });

  it('stays as it was while another tab of the page is looked at', async () => {
    const owner = await gatehouse.cast.developer();
    const { id } = await gatehouse.cast.app({ owner });
    const visitor = await gatehouse.visit();
    await visitor.signIn(owner);
    await visitor.open(`/apps/${id}?tab=settings`);
    await visitor.field('Description').fill('Half written');
    await visitor.tab('Activity');
    await link(visitor, 'Personal access tokens').click();
    await question(visitor).getByRole('button', { name: 'Stay here' }).click();
    await visitor.tab('Settings');
    expect(await visitor.field('Description').inputValue()).toBe('Half written');
  });
});

describe('a dialog', () => {
  const gatehouse = portal();
  const question = (visitor: Visitor) =>
    visitor.page.getByRole('dialog', { name: 'Leave without saving?' });
  const ways = {
    Esc: ({ page }: Visitor) => page.keyboard.press('Escape'),
    'its cross': ({ dialog }: Visitor) => dialog.getByRole('button', { name: 'Close' }).click(),
    'a click beside it': ({ page }: Visitor) => page.mouse.click(5, 5),
  };

  it.each([
    ['/apps', 'New app', 'Create an app', 'Name'],
    ['/tokens', 'New token', 'Create a personal access token', 'Name'],
    ['/accounts', 'New account', 'Create an account', 'Name'],
    ['/account', 'Set up', 'Set up your second factor', 'First code'],
    ['/admin/users', 'New user', 'Create a user', 'User name'],
    ['/admin/scopes', 'New scope', 'Create a scope', 'Name'],
    ['/admin/gates', 'New gate', 'Create a gate', 'Name'],
    ['/admin/initial-access', 'New token', 'Create an initial access token', 'Name'],
  ])(
    'of %s, %s, asks before it closes on what was typed, however it is left',
    async (path, opener, title, label) => {
      const visitor = await gatehouse.visit();
      await visitor.signIn();
      await visitor.open(path);
      const dialog = visitor.page.getByRole('dialog', { name: title, exact: true });
      const field = dialog.getByRole('textbox', { name: label, exact: true });
      for (const leave of Object.values(ways)) {
        // A second factor is not lost by a click beside it.
        if (path === '/account' && leave === ways['a click beside it']) continue;
        await visitor.button(opener).first().click();
        await field.waitFor();
        await leave(visitor);
        await dialog.waitFor({ state: 'detached' });
        expect(await question(visitor).count()).toBe(0);

        await visitor.button(opener).first().click();
        await field.fill('123');
        await leave(visitor);
        await question(visitor).waitFor();
        await visitor.page.keyboard.press('Escape');
        await question(visitor).waitFor({ state: 'detached' });
        expect(await field.inputValue()).toBe('123');
        await leave(visitor);
        await question(visitor).getByRole('button', { name: 'Stay here' }).click();
        await question(visitor).waitFor({ state: 'detached' });
        expect(await field.inputValue()).toBe('123');
        await leave(visitor);
        await question(visitor).getByRole('button', { name: 'Leave without saving' }).click();
        await dialog.waitFor({ state: 'detached' });
        await question(visitor).waitFor({ state: 'detached' });
      }
      expect(visitor.faults).toEqual([]);
    },
  );
});

describe('a form whose session has ended', () => {
  const gatehouse = portal();
  const again = (visitor: Visitor) =>
    visitor.page.getByRole('dialog', { name: 'Your session ended; sign in to go on' });

  /** Fills the form for a new app, and ends the session behind its back. */
  async function typed(visitor: Visitor, name: string): Promise<void> {
    await visitor.open('/apps');
    await visitor.button('New app').first().click();
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
    await visitor.page.context().clearCookies();
  }

  it('asks to sign in above itself, and its submit goes on', async () => {
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.signIn(person);
    const name = unique('Kept');
    await typed(visitor, name);
    await visitor.button('Create app').click();
    const dialog = again(visitor);
    expect(await dialog.getByLabel('User name or e-mail').inputValue()).toBe(person.username);
    await dialog.locator('input[type=password]').fill('not the password');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.locator('input[type=password]').fill(person.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await visitor.readSecret();
    await visitor.page.waitForURL('**/apps/*?tab=call');
    await visitor.sees(name);
    expect(visitor.faults).toEqual([]);
  });

  it('sends nothing for another person who signs in there', async () => {
    const [ada, eve] = [await gatehouse.cast.developer(), await gatehouse.cast.developer()];
    const visitor = await gatehouse.visit();
    await visitor.signIn(ada);
    const name = unique('Hers');
    await typed(visitor, name);
    await visitor.button('Create app').click();
    const dialog = again(visitor);
    await dialog.getByLabel('User name or e-mail').fill(eve.username);
    await dialog.locator('input[type=password]').fill(eve.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await visitor.page.getByRole('banner').getByRole('button', { name: eve.username }).waitFor();
    expect(await visitor.dialog.count()).toBe(0);
    const { wire } = gatehouse.server;
    for (const { token } of [ada, eve])
      expect((await wire.get('/consumer/app', { token })).body.totalResults).toBe(0);
    expect(visitor.faults).toEqual([]);
  });

  it('leads to the sign-in page who does not want to', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn(await gatehouse.cast.developer());
    await typed(visitor, 'Given up');
    await visitor.button('Create app').click();
    await again(visitor).getByRole('button', { name: 'Cancel' }).click();
    await visitor.page.waitForURL('**/sign-in?next=%2Fapps');
  });
});

describe('a field that has the focus', () => {
  const gatehouse = portal();

  /** Names each field that Tab reaches and that lies under a bar, above or below (WCAG 2.4.11). */
  async function hidden({ page }: Visitor, key: 'Tab' | 'Shift+Tab', steps: number) {
    const found: string[] = [];
    for (let step = 0; step < steps; step += 1) {
      await page.keyboard.press(key);
      const covered = await page.evaluate<string>(`(() => {
        const field = document.activeElement;
        if (!field.closest('main, [role=dialog], nav')) return '';
        const box = field.getBoundingClientRect();
        if (!box.width || getComputedStyle(field).opacity === '0' && field.type !== 'checkbox') return '';
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 24) / 2);
        const seen = at && (field.contains(at) || at.contains(field) && !at.matches('.dialog-actions') || at.closest('label, .mantine-Checkbox-root, .mantine-Radio-root, .mantine-Switch-root') );
        return seen ? '' : field.outerHTML.slice(0, 120) + ' under ' + (at ? at.outerHTML.slice(0, 120) : 'nothing: outside of the window');
      })()`);
      if (covered) found.push(covered);
    }
    return found;
  }

  it.each([
    [1280, 800],
    [390, 844],
  ])('is not under a bar at %i×%i, in dialogs and on pages', async (width, height) => {
    const visitor = await gatehouse.visit({ viewport: { width, height } });
    await visitor.signIn();
    for (const [path, name] of [
      ['/apps', 'New app'],
      ['/tokens', 'New token'],
    ] as const) {
      await visitor.open(path);
      await visitor.button(name).first().click();
      await visitor.dialog.getByRole('checkbox').first().waitFor();
      expect(await hidden(visitor, 'Tab', 40)).toEqual([]);
      expect(await hidden(visitor, 'Shift+Tab', 40)).toEqual([]);
    }
    await visitor.open('/admin/roles/new');
    await visitor.page.getByRole('checkbox').first().waitFor();
    await visitor.field('Name').focus();
    expect(await hidden(visitor, 'Tab', 40)).toEqual([]);
    expect(await hidden(visitor, 'Shift+Tab', 40)).toEqual([]);
  });
});
