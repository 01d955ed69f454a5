/** @database sqlite */
import { readFileSync } from 'node:fs';
import { runPasted } from './pasted.js';
import { portal, type Visitor } from './visitor.js';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe objects to on the page as it is, colours of code included. */
async function objections({ page }: Visitor): Promise<string[]> {
  await page.evaluate(AXE);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`;
  return page.evaluate(`${run}.then(({ violations }) => violations.map(({ id }) => id))`);
}

describe('the API reference', () => {
  const gatehouse = portal();
  const list = ({ page }: Visitor) => page.getByRole('navigation', { name: 'Operations' });
  const program = ({ page }: Visitor) => page.locator('pre:visible').first().innerText();

  it('shows an operation with the reader’s own credential, sends it as one of their apps, and runs as pasted', async () => {
    const visitor = await gatehouse.visit();
    await visitor.register();
    const { key, secret } = await visitor.makeApp('Trying out');
    await visitor.page.getByRole('link', { name: 'API reference' }).click();
    await list(visitor).getByRole('link', { name: 'Create a delivery' }).click();
    await visitor.page.locator('h2:focus', { hasText: 'Create a delivery' }).waitFor();
    await visitor.sees('“Trying out” may call this.');
    const shown = await program(visitor);
    expect(shown).toContain(`${key}:${secret}`);
    expect(await runPasted('curl', shown)).toContain('HTTP/1.1 201');
    await visitor.field('Call as').selectOption({ label: 'My app “Trying out”' });
    expect(await visitor.page.getByLabel('App secret').first().inputValue()).toBe(secret);
    await visitor.button('Send').click();
    await visitor.sees(/^201 · /);
    await visitor.field('Call as').selectOption('nobody');
    await visitor.button('Send').click();
    await visitor.sees(/^401 · /);
    const answers = visitor.page.getByRole('region', { name: 'Answers' });
    await answers.getByText('createdAt', { exact: true }).waitFor();
    await answers.getByText('open | done | cancelled').waitFor();
    await answers.getByText('insufficient_scope').waitFor();
    for (const language of ['JavaScript', 'Python', 'PHP', 'Ruby', 'Go'])
      await visitor.page.getByRole('tab', { name: language }).waitFor();
    await visitor.page.locator('pre .hljs-string').first().waitFor();
    await visitor.button(/^Tokens and sign-in/).click();
    await list(visitor).getByRole('link', { name: 'Request a token /authorization/token' }).click();
    await visitor.page.locator('h2:focus', { hasText: /^Request a token$/ }).waitFor();
    expect(await program(visitor)).toContain(`client_id=${key}&client_secret=${secret}`);
    expect(visitor.faults).toEqual([]);
  });

  it('a link leads a stranger from /api/docs to the operation, without a fault in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const visitor = await gatehouse.visit({ colorScheme });
      await visitor.open('/api/docs#/Sample/tasks.list');
      await visitor.page.locator('h2:focus', { hasText: 'List tasks' }).waitFor();
      expect(new URL(visitor.page.url()).pathname).toBe('/reference');
      await visitor.page.locator('pre .hljs-string').first().waitFor();
      expect(await objections(visitor)).toEqual([]);
      expect(visitor.faults).toEqual([]);
    }
  });

  it('shows administration to those alone whose role opens it', async () => {
    const administrator = await gatehouse.visit();
    await administrator.signIn();
    await administrator.open('/reference#backend.app.create');
    await administrator.page.locator('h2:focus', { hasText: 'Create an app for a user' }).waitFor();
    await administrator.sees('Only a user who is logged in may call this');
    const { cast } = gatehouse;
    const visitor = await gatehouse.visit({ viewport: { width: 390, height: 844 } });
    await visitor.signIn(await cast.holderOf(['consumer', 'backend.audit']), '/account');
    await visitor.open('/reference#backend.app.create');
    await visitor.sees('The operation backend.app.create is not here');
    await visitor.page.getByRole('link', { name: '← All operations' }).click();
    await visitor.page.getByRole('searchbox').fill('backend');
    await list(visitor).getByRole('link', { name: /audit/ }).first().waitFor();
    expect(
      await list(visitor)
        .getByRole('link', { name: /backend.app/ })
        .count(),
    ).toBe(0);
    expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect([...administrator.faults, ...visitor.faults]).toEqual([]);
  });
});
