/** @database sqlite */
import { expectStatus } from '../support/cast.js';
import { portal } from './visitor.js';

const PHONE = { viewport: { width: 390, height: 800 } };

describe('self-registration of programs, for administrators', () => {
  const gatehouse = portal();
  const register = (body: object, token?: string) =>
    gatehouse.server.wire.post('/authorization/register', { body, ...(token && { token }) });

  it('is opened in the settings, where each value says what it means', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn(undefined, '/admin/settings');
    await visitor.sees('a program without one, such as an MCP host, cannot register');
    await visitor.field('Programs may register themselves').selectOption('open');
    await visitor.sees('The setting is saved.');
    const schemes = visitor.field('Private schemes of redirect addresses');
    await schemes.fill('cursor, javascript');
    await schemes.press('Enter');
    await visitor.sees('The scheme javascript is never that of an app.');
    await schemes.fill('cursor windsurf');
    await schemes.press('Enter');
    await visitor.sees('The setting is saved.');
    await visitor.page.reload();
    expect(await schemes.inputValue()).toBe('cursor, windsurf');
    const host = { client_name: 'A host', redirect_uris: ['cursor://host/callback'] };
    expectStatus(201, await register(host));
    await visitor.open('/admin/apps');
    await visitor.sees('Nobody: it registered itself');
    await visitor.page.getByRole('link', { name: 'A host' }).click();
    await visitor.page.getByRole('heading', { name: 'A host' }).waitFor();
    await visitor.sees('Nobody: it registered itself');
    expect(visitor.faults).toEqual([]);
  });

  it('lets a program in with a token that is made for it, shown once, counted and ended', async () => {
    const visitor = await gatehouse.visit();
    await visitor.signIn(undefined, '/admin/initial-access');
    await visitor.button('New token').first().click();
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill('The printer');
    await visitor.field('Act for itself, in your name').check();
    await visitor.field('Sign people in').uncheck();
    await visitor.field('Programs').fill('2');
    await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
    await visitor.button('Create token').click();
    await visitor.dialog.getByText('gate_iat_').waitFor();
    const token = (await visitor.dialog.locator('code').first().textContent()) ?? '';
    await visitor.page.getByRole('button', { name: 'Yes, I saved it' }).click();
    await visitor.sees('0 of 2');
    await visitor.sees('The printer');
    expect(await visitor.page.content()).not.toContain(token);
    const program = { grant_types: ['client_credentials'] };
    expect(expectStatus(201, await register(program, token)).body.scope).toBe('deliveries');
    await visitor.page.reload();
    await visitor.sees('1 of 2');
    await visitor.button('End: The printer').click();
    await visitor.dialog.getByRole('button', { name: 'End' }).click();
    await visitor.sees('The token has ended.');
    expectStatus(401, await register(program, token));
    expect(visitor.faults).toEqual([]);
  });

  it('fits a phone, in French too', async () => {
    const visitor = await gatehouse.visit({ ...PHONE, locale: 'fr-FR' });
    await visitor.open('/sign-in?next=/admin/initial-access');
    await visitor.page.locator('input[name="username"], input[autocomplete="username"]').fill('admin'); // prettier-ignore
    await visitor.password().fill('correct horse battery staple');
    await visitor.page.locator('form button[type="submit"]').click();
    await visitor.page.getByRole('button', { name: 'Nouveau jeton' }).first().click();
    await visitor.sees('Créer un jeton d’inscription');
    const width = await visitor.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(390);
    expect(visitor.faults).toEqual([]);
  });
});
