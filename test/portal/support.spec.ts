/** @database sqlite */
import { expectStatus } from '../support/cast.js';
import { unique } from '../support/unique.js';
import { mailedToken, portal, type Visitor } from './visitor.js';

const CHOSEN = 'a password of their own';

describe('an administrator who helps', () => {
  const gatehouse = portal();

  const signedIn = async (path: string): Promise<Visitor> => {
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(path);
    return visitor;
  };
  const choosePassword = async (visitor: Visitor, title: string): Promise<void> => {
    const token = await mailedToken(gatehouse.server, 'password/reset');
    await visitor.open(`/password/reset/${token}`);
    await visitor.page.getByRole('heading', { name: title }).waitFor();
    await visitor.password().fill(CHOSEN);
    await visitor.button('Set the password').click();
    await visitor.page.getByRole('link', { name: 'Sign in' }).click();
  };

  it('lets somebody in who lost the phone, the recovery codes and the password', async () => {
    const person = await gatehouse.cast.developer();
    await gatehouse.cast.secondFactor(person);
    const { id, username } = person;

    const visitor = await signedIn(`/admin/users/${id}`);
    await visitor.button('Remove second factor').click();
    await visitor.dialog.getByText(`Remove the second factor of ${username}?`).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Remove second factor' }).click();
    await visitor.sees('The second factor is removed.');
    await visitor.dialog.waitFor({ state: 'detached' });
    expect(await visitor.button('Remove second factor').count()).toBe(0);
    await visitor.button('Send a reset link').click();
    await visitor.sees('The mail is on its way.');

    const theirs = await gatehouse.visit();
    await choosePassword(theirs, 'Choose a new password');
    await theirs.signIn({ username, password: CHOSEN }, '/apps');
    await theirs.sees(username);
    expect([...visitor.faults, ...theirs.faults]).toEqual([]);
  });

  it('invites a user, who chooses a password and signs in', async () => {
    const username = unique('invited');
    const email = `${username}@example.org`;
    const visitor = await signedIn('/admin/users');
    await visitor.button('New user').click();
    await visitor.field('User name').fill(username);
    await visitor.field('E-mail').fill(email);
    expect(await visitor.password().count()).toBe(0);
    await visitor.button('Send an invitation').click();
    await visitor.sees(`An invitation is on its way to ${email}.`);
    await visitor.page.getByRole('link', { name: username }).click();
    await visitor.page.getByRole('heading', { name: username }).waitFor();
    await visitor.button('Send the invitation again').click();
    await visitor.sees('The mail is on its way.');

    const theirs = await gatehouse.visit();
    await choosePassword(theirs, 'Choose your password');
    await theirs.signInByForm({ username, password: CHOSEN }, '/apps');
    await theirs.sees(username);
    expect([...visitor.faults, ...theirs.faults]).toEqual([]);
  });

  it('gives a user a password, when they choose to', async () => {
    const username = unique('given');
    const visitor = await signedIn('/admin/users');
    await visitor.button('New user').click();
    await visitor.field('User name').fill(username);
    await visitor.field('E-mail').fill(`${username}@example.org`);
    await visitor.page.getByRole('radio', { name: 'Give them a password' }).check();
    await visitor.password().fill('short');
    await visitor.button('Create user').click();
    await visitor.sees('at least 10 characters');
    await visitor.password().fill(CHOSEN);
    await visitor.button('Create user').click();
    await visitor.sees('The user is created.');
    await gatehouse.cast.login(username, CHOSEN);
  });

  it('corrects an address; a fault stands at the field, and what was typed is not lost', async () => {
    const [person, other] = [await gatehouse.cast.developer(), await gatehouse.cast.developer()];
    const visitor = await signedIn(`/admin/users/${person.id}`);
    const field = visitor.page.getByRole('textbox', { name: 'E-mail' });
    await field.fill(other.email);
    await visitor.button('Change address').click();
    await visitor.sees('Somebody has this e-mail address.');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const email = `${unique('right')}@example.org`;
    await field.fill(email);
    await visitor.page.getByRole('link', { name: 'My apps', exact: true }).click();
    await visitor.dialog.getByRole('button', { name: 'Stay here' }).click();
    await visitor.button('Change address').click();
    await visitor.sees('The address is changed.');
    const path = `/backend/user/${person.id}`;
    const { body } = expectStatus(200, await gatehouse.cast.asAdmin('GET', path));
    expect(body.email).toBe(email);
  });

  it('edits an app as its owner does, and hands it over', async () => {
    const { cast } = gatehouse;
    const app = await cast.app();
    const heir = await cast.developer();
    const visitor = await signedIn(`/admin/apps/${app.id}?tab=settings`);
    await visitor.field('Redirect addresses').fill('http://evil.example/callback');
    await visitor.button('Save').click();
    await visitor.page.locator('textarea[aria-invalid="true"]').waitFor();
    await visitor.field('Redirect addresses').fill('https://planner.example/callback');
    await visitor.field('Name').fill('Planner');
    await visitor.button('Save').click();
    await visitor.sees('Saved');
    await visitor.page.getByRole('heading', { name: 'Planner' }).waitFor();

    await visitor.page.getByRole('combobox', { name: 'New owner' }).fill(heir.username);
    await visitor.page.getByRole('option', { name: heir.username }).click();
    await visitor.button('Hand over').click();
    await visitor.dialog.getByText(`Hand “Planner” over to ${heir.username}?`).waitFor();
    await visitor.dialog.getByRole('button', { name: 'Hand over' }).click();
    await visitor.sees('The app has a new owner.');
    const { body } = expectStatus(200, await cast.asAdmin('GET', `/backend/app/${app.id}`));
    expect(body).toMatchObject({
      name: 'Planner',
      redirectUris: ['https://planner.example/callback'],
      ownerId: heir.id,
    });
    expect(visitor.faults).toEqual([]);
  });

  it('reads why an app was refused, as its owner does', async () => {
    const app = await gatehouse.cast.app();
    const basic: [string, string] = [app.appKey, 'wrong'];
    const form = { grant_type: 'client_credentials' };
    expectStatus(401, await gatehouse.server.wire.post('/authorization/token', { basic, form }));
    const visitor = await signedIn(`/admin/apps/${app.id}`);
    await visitor.tab('Activity');
    await visitor.sees('The secret is wrong, expired or replaced.');
    await visitor.tab('Refusals');
    await visitor.sees('Nothing was refused');
    expect(visitor.faults).toEqual([]);
  });

  it('creates an app for somebody, whose secret nobody else sees, and an account', async () => {
    const { cast } = gatehouse;
    const owner = await cast.partner();
    const choose = async (visitor: Visitor) => {
      const choice = visitor.dialog.getByRole('combobox', { name: 'Owner' });
      await choice.fill(owner.username);
      await visitor.page.getByRole('option', { name: owner.username }).click();
    };
    const visitor = await signedIn('/admin/apps');
    await visitor.button('New app').click();
    const name = unique('Given');
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
    await choose(visitor);
    await visitor.button('Create app').click();
    await visitor.page.waitForURL(/\/admin\/apps\/app_/);
    await visitor.page.getByRole('heading', { name }).waitFor();
    expect(await visitor.dialog.count()).toBe(0);
    const { body } = await cast.asAdmin('GET', `/backend/app?ownerId=${owner.id}`);
    expect(body.entry).toMatchObject([{ name, secrets: [] }]);

    await visitor.open('/admin/accounts');
    await visitor.button('New account').click();
    const customer = unique('Customer');
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill(customer);
    await choose(visitor);
    await visitor.button('Create account').click();
    await visitor.page.getByRole('heading', { name: customer }).waitFor();
    await visitor.page.getByRole('link', { name: owner.username }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('is shown the secret of an app of their own', async () => {
    const visitor = await signedIn('/admin/apps');
    await visitor.button('New app').click();
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill(unique('Own'));
    await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
    await visitor.button('Create app').click();
    const { secret } = await visitor.readSecret();
    expect(secret).toMatch(/^gate_sec_/);
    await visitor.page.waitForURL(/\/admin\/apps\/app_/);
  });
});
