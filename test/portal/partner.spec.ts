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

  it('is the only one to be offered accounts', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn(await gatehouse.cast.developer());
    await visitor.sees('My apps');
    expect(await visitor.page.getByRole('link', { name: 'My accounts' }).count()).toBe(0);
    expect(await visitor.page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
  });
});

describe('the API reference', () => {
  const gatehouse = portal();

  it('calls an operation as one of the reader’s own apps', async () => {
    const visitor = await gatehouse.visit();
    await visitor.register();
    const { secret } = await visitor.makeApp('Trying out');
    await visitor.page.getByRole('link', { name: 'API reference' }).click();
    await visitor.page.getByRole('searchbox').fill('deliveries');
    await visitor.button(/POST \/api\/deliveries/).click();
    await visitor.field('Call as').selectOption({ label: 'My app “Trying out”' });
    expect(await visitor.page.getByLabel('App secret').first().inputValue()).toBe(secret);
    await visitor.button('Send').click();
    await visitor.sees(/^201 · /);
    await visitor.field('Call as').selectOption('nobody');
    await visitor.button('Send').click();
    await visitor.sees(/^401 · /);
    expect(visitor.faults).toEqual([]);
  });
});
