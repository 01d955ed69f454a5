/** @database sqlite */
import { portal } from './visitor.js';

describe('a partner in the portal', () => {
  const gatehouse = portal();

  it('makes an account, lets a person in by their name, and puts them out again', async () => {
    const partner = await gatehouse.cast.partner();
    const colleague = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.signIn(partner, '/accounts');
    await visitor.button('New account').first().click();
    await visitor.dialog.getByLabel('Name').fill('Bakery');
    await visitor.button('Create account').click();
    await visitor.page.getByRole('link', { name: 'Bakery' }).click();
    await visitor.field('User name or e-mail').fill(colleague.username);
    await visitor.button('Add member').click();
    await visitor.page.getByRole('cell', { name: colleague.username, exact: true }).waitFor();
    await visitor.button(`Remove: ${colleague.username}`).click();
    await visitor.dialog.getByText(`Remove ${colleague.username} from this account?`).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Remove' }).click();
    await visitor.sees('No members yet');
    expect(visitor.faults).toEqual([]);
  });

  it('is told when an account was changed meanwhile, by its form and before it is deleted', async () => {
    const partner = await gatehouse.cast.partner();
    const account = await gatehouse.cast.account(partner);
    const administrator = await gatehouse.visit();
    await administrator.signIn(undefined, `/admin/accounts/${account.id}`);
    await administrator.button('Delete account').click();
    const visitor = await gatehouse.visit();
    await visitor.signIn(partner, `/accounts/${account.id}`);
    await visitor.field('Name').fill('Mine');
    const { token } = partner;
    const path = `/partner/account/${account.id}`;
    await gatehouse.server.wire.put(path, { token, body: { name: 'Theirs' } });
    await visitor.button('Save').click();
    await visitor.sees('changed this meanwhile');
    await visitor.button('Load the newest').click();
    await visitor.button('Save').click();
    await visitor.sees('Saved');
    await administrator.dialog.getByRole('button', { name: 'Delete account' }).click();
    await administrator.sees(`${partner.username} changed this meanwhile`);
    const { body } = await gatehouse.server.wire.get(path, { token });
    expect(body.name).toBe('Mine');
    expect(visitor.faults).toEqual([]);
  });

  it('sees for which customer each app and token works, and finds them on the customer’s page', async () => {
    const partner = await gatehouse.cast.partner();
    const account = await gatehouse.cast.account(partner);
    const { token } = partner;
    for (const [path, name] of [
      ['/consumer/app', 'Bound app'],
      ['/consumer/token', 'Bound token'],
    ] as const)
      await gatehouse.server.wire.post(path, {
        token,
        body: { name, scopes: ['deliveries'], accountId: account.id },
      });
    const visitor = await gatehouse.visit();
    await visitor.signIn(partner, '/apps');
    await visitor.page.getByRole('cell', { name: account.name }).waitFor();
    await visitor.page.getByRole('link', { name: 'Bound app' }).click();
    await visitor.page.locator('h1', { hasText: account.name }).waitFor();
    await visitor.open('/tokens');
    await visitor.page.getByRole('cell', { name: account.name }).waitFor();
    await visitor.open(`/accounts/${account.id}`);
    await visitor.page.getByRole('link', { name: 'Bound app' }).waitFor();
    await visitor.sees(`account:${account.id}`);
    const administrator = await gatehouse.visit();
    await administrator.signIn(undefined, `/admin/apps?accountId=${account.id}`);
    await administrator.page.getByRole('cell', { name: account.name }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('lets in members, who see the account without being partners and bind tokens to it', async () => {
    const partner = await gatehouse.cast.partner();
    const account = await gatehouse.cast.account(partner);
    const member = await gatehouse.cast.developer();
    await gatehouse.server.wire.post(`/partner/account/${account.id}/member`, {
      token: partner.token,
      body: { userId: member.id },
    });
    const visitor = await gatehouse.visit();
    await visitor.signIn(member, '/tokens');
    await visitor.page.getByRole('link', { name: 'Customer accounts' }).click();
    await visitor.page.getByRole('cell', { name: account.name, exact: true }).waitFor();
    await visitor.page.getByRole('cell', { name: partner.username }).waitFor();
    expect(await visitor.button('New account').count()).toBe(0);
    await visitor.open('/tokens');
    await visitor.button('New token').first().click();
    await visitor.dialog.getByLabel('Name').fill('For one customer');
    await visitor.dialog.getByRole('combobox', { name: 'Customer account' }).click();
    await visitor.page.getByRole('option', { name: account.name }).click();
    await visitor.dialog
      .getByRole('checkbox', { name: /^deliveries/ })
      .first()
      .check();
    await visitor.button('Create token').click();
    await visitor.dialog.getByText('This is the only time').waitFor();
    const { body } = await gatehouse.server.wire.get('/consumer/token', { token: member.token });
    expect(body.entry[0]).toMatchObject({ name: 'For one customer', accountId: account.id });
    expect(visitor.faults).toEqual([]);
  });

  it('and everybody else is told before the limit of apps is reached, and whom to ask', async () => {
    const owner = await gatehouse.cast.developer();
    await gatehouse.cast.app({ owner });
    await gatehouse.cast.setting('app.max_per_user', 3);
    const visitor = await gatehouse.visit();
    await visitor.signIn(owner, '/apps');
    await visitor.sees(/You have 1 of 3 apps.*ask an administrator/);
    await gatehouse.cast.setting('app.max_per_user', 16);
    expect(visitor.faults).toEqual([]);
  });

  it('is the only one to be offered accounts', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn(await gatehouse.cast.developer(), '/apps');
    await visitor.sees('My apps');
    expect(await visitor.page.getByRole('link', { name: 'Customer accounts' }).count()).toBe(0);
    expect(await visitor.page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
  });
});
