/** @database sqlite */
import { readConfig } from '../../src/config/config.js';
import { openWriter } from '../../src/database/data-source.js';
import { entities } from '../../src/entities.js';
import { unique } from '../support/unique.js';
import { portal, type Visitor } from './visitor.js';

const PHONE = { viewport: { width: 390, height: 800 } };

describe('a change that decides about a person, long after the sign-in', () => {
  const gatehouse = portal();

  /** As if everybody had signed in eleven minutes earlier than they did. */
  async function elevenMinutesPass(): Promise<void> {
    const writer = await openWriter(readConfig(gatehouse.server.env).database, entities);
    for (const column of ['createdAt', 'confirmedAt'])
      await writer.query(`UPDATE "portal_session" SET "${column}" = "${column}" - 660000`);
    await writer.destroy();
  }

  const address = (visitor: Visitor) => visitor.page.locator('#main input[type="email"]');
  const question = (visitor: Visitor, title = 'Confirm that it is you') =>
    visitor.page.getByRole('dialog', { name: title });

  /** The answer to the change, once it is made. */
  const changeOf = (visitor: Visitor) =>
    visitor.page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.status() === 200,
    );

  it('asks for the password in place, by keyboard, and goes on with what was typed', async () => {
    const visitor = await gatehouse.visit();
    const { username, password } = await visitor.register();
    const email = `${username}.new@example.org`;
    await visitor.open('/account');
    await elevenMinutesPass();
    await address(visitor).fill(email);
    await visitor.page.keyboard.press('Enter');
    await question(visitor).waitFor();
    await visitor.page.keyboard.type('not the password');
    await visitor.page.keyboard.press('Enter');
    await visitor.sees('This password is not right.');
    await visitor.page.keyboard.press('ControlOrMeta+A');
    await visitor.page.keyboard.type(password);
    // The question closes before the change that waited for it is answered.
    const changed = changeOf(visitor);
    await visitor.page.keyboard.press('Enter');
    await question(visitor).waitFor({ state: 'hidden' });
    await changed;
    await visitor.page.reload();
    expect(await address(visitor).inputValue()).toBe(email);
    expect(visitor.faults).toEqual([]);
  });

  it('changes nothing when the reader does not want to confirm, and says so', async () => {
    const visitor = await gatehouse.visit();
    const { username } = await visitor.register();
    await visitor.open('/account');
    await elevenMinutesPass();
    await visitor.button('Delete my account').click();
    await visitor.dialog.getByRole('button', { name: 'Delete my account' }).click();
    await question(visitor).waitFor();
    await visitor.page.keyboard.press('Escape');
    await question(visitor).waitFor({ state: 'hidden' });
    // The dialog below is still open, and the same button asks again.
    await visitor.dialog.getByText('Please confirm first that it is you.').waitFor();
    await visitor.dialog.getByRole('button', { name: 'Delete my account' }).click();
    await question(visitor).waitFor();
    await question(visitor).getByRole('button', { name: 'Cancel' }).click();
    await visitor.page.reload();
    await visitor.sees(username);
  });

  it('asks administrators, above a dialog that keeps what was typed', async () => {
    const admin = await gatehouse.cast.holderOf('Administrator');
    const visitor = await gatehouse.visit();
    await visitor.signIn(admin, '/admin/users');
    const name = unique('hired');
    await visitor.button('New user').click();
    await visitor.field('User name').fill(name);
    await visitor.field('E-mail').fill(`${name}@example.org`);
    await elevenMinutesPass();
    await visitor.button('Send an invitation').click();
    await question(visitor).getByLabel('Password').first().fill(admin.password);
    await visitor.button('Confirm and go on').click();
    await visitor.page.getByRole('cell', { name }).first().waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('takes a code of the second factor, in French and on a phone too', async () => {
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit({ ...PHONE, locale: 'fr-FR' });
    const { recoveryCodes } = await gatehouse.cast.secondFactor(person);
    await visitor.open('/sign-in?next=/account');
    await visitor.field('Nom d’utilisateur ou e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Se connecter').click();
    await visitor.page.locator('input[autocomplete="one-time-code"]').fill(recoveryCodes[0] ?? '');
    await visitor.button('Se connecter').click();
    await address(visitor).waitFor();
    await elevenMinutesPass();
    await address(visitor).fill(`${person.username}.fr@example.org`);
    await visitor.page.keyboard.press('Enter');
    const asked = question(visitor, 'Confirmez que c’est bien vous');
    await asked.getByRole('button', { name: 'Utiliser plutôt un code du second facteur' }).click();
    await asked.locator('input[autocomplete="one-time-code"]').fill(recoveryCodes[1] ?? '');
    const box = await asked.boundingBox();
    expect([box && box.x >= 0, box && box.x + box.width <= 390]).toEqual([true, true]);
    const changed = changeOf(visitor);
    await asked.getByRole('button', { name: 'Confirmer et continuer' }).click();
    await changed;
    await visitor.page.reload();
    expect(await address(visitor).inputValue()).toContain('.fr@');
  });
});
