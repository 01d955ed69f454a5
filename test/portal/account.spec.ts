/** @database sqlite */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectStatus } from '../support/cast.js';
import { portal } from './visitor.js';

describe('my account in the portal', () => {
  const gatehouse = portal();
  const mails = () => {
    const outbox = join(gatehouse.server.env.DATA_DIR ?? '', 'outbox');
    return readdirSync(outbox)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(join(outbox, name), 'utf8'));
  };

  it('a new password keeps this session, says so, and ends the others', async () => {
    const [here, there] = [await gatehouse.visit(), await gatehouse.visit()];
    const person = await here.register();
    await there.signIn(person, '/account');
    await here.open('/account');
    await here.password(0).fill(person.password);
    await here.password(1).fill('another long pass phrase');
    await here.button('Change password').click();
    await here.sees('Your password is changed.');
    await here.sees('this browser');
    await here.page.reload();
    await here.sees('this browser');
    await there.page.reload();
    await there.page.waitForURL('**/sign-in*');
    await there.signIn({ ...person, password: 'another long pass phrase' }, '/account');
    expect([...here.faults, ...there.faults]).toEqual([]);
  });

  it('makes new recovery codes, which are shown once, and voids the old ones', async () => {
    const person = await gatehouse.cast.developer();
    const { recoveryCodes } = await gatehouse.cast.secondFactor(person);
    const { username, password } = person;
    const visitor = await gatehouse.visit();
    await visitor.open('/sign-in?next=/account');
    await visitor.field('User name or e-mail').fill(username);
    await visitor.password().fill(password);
    await visitor.button('Sign in').click();
    await visitor.field('Code of your second factor').fill(recoveryCodes[0] ?? '');
    await visitor.button('Sign in').click();
    await visitor.button('New recovery codes').click();
    await visitor.dialog.getByText('The ten codes that you have now are void').waitFor();
    await visitor.dialog.getByRole('button', { name: 'New recovery codes' }).click();
    await visitor.sees('These are your new recovery codes');
    const codes = await visitor.dialog.locator('code').allTextContents();
    expect(codes).toHaveLength(10);
    await visitor.button('Yes, I saved it').click();
    const logIn = (otp?: string) =>
      gatehouse.server.wire.post('/consumer/login', { body: { username, password, otp } });
    expectStatus(401, await logIn(recoveryCodes[1]));
    expectStatus(200, await logIn(codes[0]));
    expect(visitor.faults).toEqual([]);
  });

  it('mails come in the language that was chosen here, whatever the browser speaks', async () => {
    const person = await gatehouse.cast.developer();
    const visitor = await gatehouse.visit();
    await visitor.open('/');
    await visitor.page.getByLabel('Language').first().selectOption('fr');
    await visitor.sees('De zéro à votre premier appel en une minute');
    await visitor.open('/sign-in?next=/account');
    await visitor.field('Nom d’utilisateur ou e-mail').fill(person.username);
    await visitor.password().fill(person.password);
    await visitor.button('Se connecter').click();
    // The sign-in page has one of them.
    await visitor.password(1).waitFor();
    await visitor.password(0).fill(person.password);
    await visitor.password(1).fill('another long pass phrase');
    await visitor.button('Changer de mot de passe').click();
    await visitor.sees('Votre mot de passe est changé.');
    const told = () =>
      mails().some(
        (mail) =>
          mail.includes(`<${person.email}>`) &&
          mail.includes('le mot de passe de votre compte a été changé'),
      );
    for (let tries = 0; tries < 100 && !told(); tries += 1) await visitor.page.waitForTimeout(50);
    expect(told()).toBe(true);
  });
});
