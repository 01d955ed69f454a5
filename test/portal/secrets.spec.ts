/** @database sqlite */
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { makeApi } from '../support/apis.js';
import { unique } from '../support/unique.js';
import { portal, type Visitor } from './visitor.js';

/** Holds the answer to this request back until it is let go; the server has done its work by then. */
async function holdBack({ page }: Visitor, method: string, path: string) {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() !== method) return route.continue();
    const response = await route.fetch();
    arrive();
    await gate;
    await route.fulfill({ response });
  });
  return { arrived, letGo };
}

const title = (visitor: Visitor, name: string) =>
  visitor.page.getByRole('dialog', { name, exact: true });

/** Every way out of a dialog but its own buttons. */
async function tryToLeave(visitor: Visitor): Promise<void> {
  await visitor.page.keyboard.press('Escape');
  await visitor.dialog.getByRole('button', { name: 'Close' }).click({ force: true });
  await visitor.page.mouse.click(5, 5);
}

/** What is shown once: the request that makes it, how it is asked for, and the dialogs before and of it. */
const SECRETS = {
  'app secret': {
    method: 'POST',
    request: '/consumer/app',
    before: 'Create an app',
    shown: 'Client ID and secret of your app',
    path: '/apps',
    async ask(visitor: Visitor) {
      await visitor.button('New app').first().click();
      await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill('In flight');
      await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
      await visitor.button('Create app').click();
    },
  },
  'rotated secret': {
    method: 'POST',
    request: '/consumer/app/*/secret',
    before: 'Rotate the secret',
    shown: 'Client ID and secret of your app',
    path: '/apps',
    async ask(visitor: Visitor) {
      await visitor.makeApp('Rotated');
      await visitor.tab('Client ID and secret');
      await visitor.button('Rotate secret').click();
      await visitor.dialog.getByRole('button', { name: 'Rotate secret' }).click();
    },
  },
  'API key': {
    method: 'POST',
    request: '/consumer/app/*/key',
    before: 'Create an API key',
    shown: 'Your new API key',
    path: '/apps',
    async ask(visitor: Visitor) {
      await visitor.makeApp('With a key');
      await visitor.tab('API keys');
      await visitor.button('New API key').click();
      await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill('In flight');
      await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
      await visitor.button('Create API key').click();
    },
  },
  'personal token': {
    method: 'POST',
    request: '/consumer/token',
    before: 'Create a personal access token',
    shown: 'Your new token',
    path: '/tokens',
    async ask(visitor: Visitor) {
      await visitor.button('New token').first().click();
      await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill('In flight');
      await visitor.page.getByRole('checkbox', { name: 'deliveries', exact: true }).check();
      await visitor.button('Create token').click();
    },
  },
  'gate key': {
    method: 'POST',
    request: '/backend/gate',
    before: 'Create a gate',
    shown: 'The key of your gate',
    path: '/admin/gates',
    async ask(visitor: Visitor) {
      await visitor.button('New gate').first().click();
      await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill(unique('edge'));
      await visitor.dialog.getByRole('combobox', { name: 'APIs' }).click();
      await visitor.page.locator('[role="option"]').first().click();
      await visitor.button('Create gate').click();
    },
  },
  'initial access token': {
    method: 'POST',
    request: '/backend/initial_access',
    before: 'Create an initial access token',
    shown: 'The token',
    path: '/admin/initial-access',
    async ask(visitor: Visitor) {
      await visitor.button('New token').first().click();
      await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill('In flight');
      await visitor.button('Create token').click();
    },
  },
} as const;

/** The secret of a dialog: the last thing of ours that stands by itself, not within a configuration. */
const secretIn = (shown: Locator) =>
  shown
    .locator('code')
    .filter({ hasText: /^gate_\w+$/ })
    .last();

describe('what is shown once', () => {
  const gatehouse = portal();
  const kinds = Object.entries(SECRETS);

  // A gate stands in front of one.
  beforeAll(() => makeApi(gatehouse.cast));

  /** Somebody who may ask for it, signed in, whose browser lets pages write to the clipboard. */
  async function signedIn(path = '/apps'): Promise<Visitor> {
    const { cast } = gatehouse;
    const visitor = await gatehouse.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    const isOfAdmin = path.startsWith('/admin/');
    await visitor.signIn(await (isOfAdmin ? cast.holderOf('Administrator') : cast.developer()));
    return visitor;
  }

  it.each(kinds)('%s: its dialog cannot be closed in flight', async (_, kind) => {
    const visitor = await signedIn(kind.path);
    const { arrived, letGo } = await holdBack(visitor, kind.method, kind.request);
    await visitor.open(kind.path);
    await kind.ask(visitor);
    await arrived;
    await tryToLeave(visitor);
    await title(visitor, kind.before).waitFor();
    expect(await visitor.button('Cancel').isDisabled()).toBe(true);
    letGo();
    await title(visitor, kind.shown).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it.each(kinds)('%s: asks before it is closed, until it was copied', async (_, kind) => {
    const visitor = await signedIn(kind.path);
    await visitor.open(kind.path);
    await kind.ask(visitor);
    const shown = title(visitor, kind.shown);
    await shown.waitFor();
    await tryToLeave(visitor);
    await visitor.sees('Did you save it?');
    await visitor.button('Not yet').click();
    await visitor.page.keyboard.press('Escape');
    await visitor.sees('Did you save it?');
    await visitor.button('Not yet').click();
    const secret = await secretIn(shown).innerText();
    await shown.getByRole('button', { name: /^Copy: (?!The )(.* )?(secret|token|key)$/i }).click();
    await shown.getByRole('button', { name: /^Copied/ }).waitFor();
    expect(await visitor.page.evaluate('navigator.clipboard.readText()')).toBe(secret);
    await visitor.page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    expect(visitor.faults).toEqual([]);
  });

  it.each(kinds)('%s: is downloaded, and closes without a question then', async (_, kind) => {
    const visitor = await signedIn(kind.path);
    await visitor.open(kind.path);
    await kind.ask(visitor);
    const shown = title(visitor, kind.shown);
    const secret = await secretIn(shown).innerText();
    const [file] = await Promise.all([
      visitor.page.waitForEvent('download'),
      shown.getByRole('button', { name: /^Download/ }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toMatch(new RegExp(`(^|=)${secret}\n`));
    await visitor.page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    expect(visitor.faults).toEqual([]);
  });

  it('recovery codes: the set-up cannot be closed in flight, and the codes ask before they go', async () => {
    const visitor = await signedIn();
    await visitor.open('/account');
    const { arrived, letGo } = await holdBack(visitor, 'PUT', '/consumer/account/mfa');
    await visitor.button('Set up').click();
    await visitor.field('First code').waitFor();
    const secret = await visitor.dialog.locator('code').first().innerText();
    await visitor.field('First code').fill(gatehouse.cast.code(secret));
    await visitor.button('Switch on').click();
    await arrived;
    await tryToLeave(visitor);
    await title(visitor, 'Set up your second factor').waitFor();
    letGo();
    const shown = title(visitor, 'Recovery codes');
    await shown.waitFor();
    // The dialog before is gone, not fading away.
    expect(await visitor.dialog.count()).toBe(1);
    await tryToLeave(visitor);
    await visitor.sees('Did you save it?');
    await visitor.button('Not yet').click();
    const codes = await shown.locator('code').allTextContents();
    const [file] = await Promise.all([
      visitor.page.waitForEvent('download'),
      shown.getByRole('button', { name: 'Download .txt' }).click(),
    ]);
    expect(
      readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\n'),
    ).toEqual(codes);
    await visitor.page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    await visitor.button('Remove second factor').waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('an answer that comes when its page was left is shown all the same', async () => {
    const visitor = await signedIn();
    await visitor.open('/tokens');
    await visitor.page.getByRole('link', { name: 'My apps' }).click();
    const { arrived, letGo } = await holdBack(visitor, 'POST', '/consumer/app');
    await SECRETS['app secret'].ask(visitor);
    await arrived;
    await visitor.page.goBack();
    letGo();
    const shown = title(visitor, 'Client ID and secret of your app');
    await shown.waitFor();
    await shown.getByRole('button', { name: 'Done' }).click();
    await visitor.sees('Did you save it?');
  });
});
