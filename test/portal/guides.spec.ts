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

describe('a guide', () => {
  const gatehouse = portal();

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
    await reader.signIn(await gatehouse.cast.developer());
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
