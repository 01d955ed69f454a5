/** @database sqlite */
import { unique } from '../support/unique.js';
import { portal } from './visitor.js';

const TEXT = `## Create an app

Go to [My apps](/apps), then run \`curl\`.

## Call it

[Harmless](javascript:document.title='run') <img src="https://tracker.example/x" onerror="alert(1)">

![A picture](https://tracker.example/picture.png)

## After that

Nothing.`;

const gatehouse = portal();

describe('a guide', () => {
  it('is written beside its preview and published, and a developer reads it in French', async () => {
    const title = unique('First steps');
    const author = await gatehouse.visit();
    await author.signIn(undefined, '/admin/pages/new');
    await author.field('Title').fill(title);
    await author.field('Text').fill(TEXT);
    await author.page.getByRole('region', { name: 'Preview' }).getByText('Create an app').waitFor();
    await author.button('Create page').click();
    await author.page.waitForURL('**/admin/pages/pag_*');
    // What nobody has sent is not left without a question.
    await author.field('Title').fill(`${title}, corrected`);
    await author.page.getByRole('link', { name: 'Users', exact: true }).click();
    await author.button('Stay here').click();
    await author.page.getByRole('switch', { name: 'Published' }).press('Space');
    await author.button('Save').click();
    await author.sees('The page is published.');
    expect(author.faults).toEqual([]);

    const reader = await gatehouse.visit();
    await reader.signIn(await gatehouse.cast.developer(), '/apps');
    await reader.page.getByLabel('Language').first().selectOption('fr');
    await reader.page.getByRole('link', { name: 'Guides', exact: true }).click();
    await reader.page.getByRole('link', { name: `${title}, corrected` }).click();
    await reader.sees('la voici en anglais');
    const contents = reader.page.getByRole('navigation', { name: 'Sur cette page' });
    await contents.getByRole('link', { name: 'After that' }).click();
    await reader.page.waitForURL('**#section-after-that');
    expect(await reader.page.getByRole('link', { name: 'Harmless' }).count()).toBe(0);
    expect(await reader.page.locator('article img').count()).toBe(0);
    await reader.sees('<img src="https://tracker.example/x"');
    await reader.page.locator('article').getByRole('link', { name: 'My apps' }).click();
    await reader.page.waitForURL('**/apps');
    expect(reader.faults).toEqual([]);
  });
});

describe('the terms of use', () => {
  // Whoever comes next has nothing to accept.
  afterEach(async () => {
    const { body } = await gatehouse.cast.asAdmin('GET', '/backend/terms');
    for (const { id } of body.entry) await gatehouse.cast.asAdmin('DELETE', `/backend/terms/${id}`);
  });

  const publish = (version: string, markdownFr: string) =>
    gatehouse.cast.asAdmin('POST', '/backend/terms', { body: { version, markdownFr } });

  it('are accepted at sign-up, and stand before every page once they have changed', async () => {
    await publish('1', 'Une fois.');
    const visitor = await gatehouse.visit();
    await visitor.open('/register');
    const name = unique('ada');
    await visitor.field('User name').fill(name);
    await visitor.field('E-mail').fill(`${name}@example.org`);
    await visitor.password().fill(`${name} has a long password`);
    await visitor.page.getByRole('checkbox', { name: 'I accept the terms of use' }).check();
    await visitor.button('Create an account').click();
    await visitor.page.waitForURL('**/apps');
    await visitor.button('New app').first().waitFor();

    await publish('2', '## Deux fois');
    for (const path of ['/apps', '/', '/device']) {
      await visitor.open(path);
      await visitor.sees('Version 2 is in force');
    }
    await visitor.sees('Deux fois');
    await visitor.page.getByRole('checkbox').check();
    await visitor.button('Accept').click();
    await visitor.field('Code on your device').waitFor();
    expect(visitor.faults).toEqual([]);
  });
});
