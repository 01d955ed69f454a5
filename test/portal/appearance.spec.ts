/** @database sqlite */
import { portal } from './visitor.js';

/** A white square. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR4nGNgYAAAAAMAASsJTYQAAAAASUVORK5CYII=', 'base64'); // prettier-ignore

describe('an administrator who makes the portal their own', () => {
  const gatehouse = portal();

  it('sees the name, the accent and the logo at once, and so does everybody who comes', async () => {
    const visitor = await gatehouse.visit({ colorScheme: 'light' });
    const { page } = visitor;
    await visitor.signIn(undefined, '/admin/appearance');
    await visitor.field('Name').fill('Harbor Cloud');
    await visitor.field('Accent on light pages').fill('#facc15');
    await page.keyboard.press('Escape');
    await visitor.button(/^Take #/).click();
    const accent = await visitor.field('Accent on light pages').inputValue();
    await visitor.button('Save').click();
    await page.getByRole('banner').getByText('Harbor Cloud').waitFor();
    expect(await page.title()).toBe('Appearance · Harbor Cloud');
    const image = { name: 'logo.png', mimeType: 'image/png', buffer: PNG };
    await page.locator('input[type=file]').first().setInputFiles(image);
    await page.getByRole('banner').locator('img').waitFor({ state: 'attached' });

    const guest = await gatehouse.visit({ colorScheme: 'light', locale: 'fr-FR' });
    await guest.open('/sign-in');
    expect(await guest.page.title()).toBe('Se connecter · Harbor Cloud');
    const painted = await guest.page.evaluate(
      `getComputedStyle(document.querySelector('button[type=submit]')).backgroundColor`,
    );
    const channels = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16));
    expect(painted).toBe(`rgb(${channels.join(', ')})`);
    // Text is shown before its font has come.
    const font = await guest.page.evaluate(
      `document.fonts.ready.then(() => document.fonts.check('16px "Instrument Sans"'))`,
    );
    expect(font).toBe(true);
    expect([...visitor.faults, ...guest.faults]).toEqual([]);
  });
});
