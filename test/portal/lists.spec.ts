/** @database sqlite */
import { readFileSync } from 'node:fs';
import { toCsv } from '../../src/portal/web/ui/csv.js';
import type { TestApp } from '../support/cast.js';
import { unique } from '../support/unique.js';
import { portal, type Visitor } from './visitor.js';

describe('the lists of an administrator', () => {
  const gatehouse = portal();
  const name = unique('Listed');
  let apps: TestApp[];
  let visitor: Visitor;

  beforeAll(async () => {
    const owner = await gatehouse.cast.developer();
    apps = [];
    for (const end of ['b', 'a', 'c'])
      apps.push(await gatehouse.cast.app({ owner, name: `${name} ${end}` }));
    visitor = await gatehouse.visit({ acceptDownloads: true });
    await visitor.signIn();
  });

  const shown = async () => {
    const texts = await visitor.page.getByRole('link', { name }).allInnerTexts();
    return texts.map((text) => text.trim().slice(-1)).join('');
  };
  /** Waits for this order, and tells it. */
  const sorted = async (column: string, direction: string) =>
    visitor.page.locator(`th[aria-sort="${direction}"]`, { hasText: column }).waitFor();
  const statusOf = async ({ id }: TestApp) =>
    (await gatehouse.cast.asAdmin('GET', `/backend/app/${id}`)).body.status;

  it('are sorted by a head, with the keyboard too, and the address keeps it', async () => {
    await visitor.open(`/admin/apps?search=${encodeURIComponent(name)}`);
    await sorted('Created', 'descending');
    await visitor.button('Name').focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.waitForURL(/sort=name/);
    await visitor.page.reload();
    await sorted('Name', 'ascending');
    await visitor.page.getByRole('link', { name }).nth(2).waitFor();
    expect(await shown()).toBe('abc');
    await visitor.button('Name').click();
    await visitor.page.waitForURL(/sort=-name/);
    await sorted('Name', 'descending');
  });

  it('are saved as a file, as they are filtered and sorted', async () => {
    await visitor.open(`/admin/apps?sort=name&search=${encodeURIComponent(name)}`);
    const [file] = await Promise.all([
      visitor.page.waitForEvent('download'),
      visitor.button('Export CSV').click(),
    ]);
    expect(file.suggestedFilename()).toBe('apps.csv');
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines.slice(1).map((line) => /Listed\S* (\w)"/.exec(line)?.[1])).toEqual([
      'a',
      'b',
      'c',
    ]);
    await visitor.sees('3 entries are in the file.');
  });

  it('several apps are disabled at once after a preview, and one that failed is named', async () => {
    await visitor.open(`/admin/apps?sort=name&search=${encodeURIComponent(name)}`);
    await visitor.page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
    await visitor.page.getByRole('checkbox', { name: `Choose ${name} c` }).uncheck();
    await visitor.sees('2 chosen');
    await visitor.button('Disable').click();
    await visitor.dialog.getByText('Disable: 2 entries').waitFor();
    await visitor.dialog.getByText(`${name} a`).waitFor();
    // Somebody changes one of them while the administrator looks at the preview.
    const [b, a, c] = apps as [TestApp, TestApp, TestApp];
    await gatehouse.cast.asAdmin('PUT', `/backend/app/${a.id}`, { body: { description: 'New.' } });
    await visitor.dialog.getByRole('button', { name: 'Disable (2)' }).click();
    await visitor.dialog.getByText('1 of 2 could not be changed:').waitFor();
    await visitor.dialog.getByText(`${name} a`).waitFor();
    expect([await statusOf(a), await statusOf(b), await statusOf(c)]).toEqual(['active', 'disabled', 'active']); // prettier-ignore
    await visitor.dialog.getByRole('button', { name: 'Close' }).last().click();
    await visitor.sees('1 chosen');
    expect(visitor.faults).toEqual([]);
  });

  it('tell who has no second factor, and disable several users', async () => {
    const people = unique('grouped');
    for (const end of ['a', 'b']) await gatehouse.cast.developer(`${people}_${end}`);
    await visitor.open(`/admin/users?search=${people}`);
    await visitor.page.getByLabel('Second factor').selectOption({ label: 'Without second factor' });
    await visitor.page.waitForURL(/mfa=false/);
    await visitor.page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
    await visitor.button('Disable').click();
    await visitor.dialog.getByRole('button', { name: 'Disable (2)' }).click();
    await visitor.sees('2 entries are changed.');
    const { body } = await gatehouse.cast.asAdmin('GET', `/backend/user?search=${people}`);
    expect(body.entry.map(({ status }: { status: string }) => status)).toEqual(['disabled', 'disabled']); // prettier-ignore
    expect(visitor.faults).toEqual([]);
  });

  it('of live grants ends several at once', async () => {
    const app = await gatehouse.cast.app();
    for (const { refresh_token } of [
      await gatehouse.cast.tokens(app),
      await gatehouse.cast.tokens(app),
    ])
      expect((await gatehouse.cast.refresh(app, refresh_token)).status).toBe(200);
    await visitor.open(`/admin/grants?clientId=${app.appKey}`);
    await visitor.page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
    await visitor.page.getByRole('region', { name: 'What is chosen' }).getByRole('button', { name: 'End' }).click(); // prettier-ignore
    await visitor.dialog.getByRole('button', { name: 'End (2)' }).click();
    await visitor.sees('2 entries are changed.');
  });

  it('answer questions, and are kept under a name that the search finds again', async () => {
    const role = await gatehouse.cast.role([], unique('Nobody’s'.replace('’', '')));
    await visitor.open('/admin/roles');
    await sorted('Name', 'ascending');
    await visitor.page.getByLabel('People').selectOption({ label: 'Held by nobody' });
    await visitor.page.waitForURL(/unused=true/);
    await visitor.page.getByRole('link', { name: role.name }).waitFor();
    await visitor.button('Views').click();
    await visitor.page.getByRole('menuitem', { name: 'Save this view' }).click();
    await visitor.dialog.getByLabel('Name').fill('Roles to tidy');
    await visitor.dialog.getByRole('button', { name: 'Save' }).click();
    await visitor.sees('The view is saved.');
    await visitor.open('/admin/audit');
    await visitor.page.keyboard.press('Control+K');
    await visitor.page.getByLabel('Find a page, an app, a user …').fill('to tidy');
    await visitor.page.getByRole('option', { name: 'Roles to tidy' }).waitFor();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.waitForURL(/admin\/roles\?unused=true/);
    expect(visitor.faults).toEqual([]);
  });

  it('are found from everywhere by name, with the keyboard alone', async () => {
    await visitor.open('/');
    await visitor.button('Search').waitFor();
    await visitor.page.keyboard.press('Control+K');
    await visitor.page.getByLabel('Find a page, an app, a user …').fill(`${name} c`);
    await visitor.page.getByRole('option', { name: `${name} c` }).waitFor();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.waitForURL(new RegExp(`/admin/apps/${apps[2]?.id}`));
    await visitor.sees(`${name} c`);
  });

  it('are where the numbers of the overview lead, to the day', async () => {
    const app = await gatehouse.cast.app();
    const wrong = { grant_type: 'client_credentials', client_id: app.appKey, client_secret: 'no' };
    await gatehouse.server.wire.post('/authorization/token', { form: wrong });
    await visitor.open('/admin');
    const refusals = visitor.page.getByRole('region', { name: 'Refused token requests' });
    await refusals.getByText('By day').click();
    await refusals.getByRole('link').last().click();
    await visitor.page.waitForURL(/admin\/activity\?outcome=failed&day=/);
    await visitor.page
      .getByRole('row', { name: /The secret is wrong/ })
      .first()
      .waitFor();
    await visitor.page
      .getByRole('combobox', { name: 'Times' })
      .selectOption({ label: 'Exact, UTC' });
    await visitor.page
      .getByText(/:\d\d:\d\d .*UTC$/)
      .first()
      .waitFor();
    expect(visitor.faults).toEqual([]);
  });
});

it('no cell of a file is a formula to a spreadsheet', () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', 'a "b", c', 'é'];
  const lines = toCsv(cells, [{ header: 'cell', text: (cell) => cell }]).split('\r\n');
  expect(lines).toEqual(['\uFEFF"cell"', `"'=1+1"`, `"'+1"`, `"'-1"`, `"'@SUM(A1)"`, `"'\tx"`, '"a ""b"", c"', '"é"', '']); // prettier-ignore
});
