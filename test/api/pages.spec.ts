/** @database sqlite */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

describe('the pages of a provider', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const write = async (page: object) => {
    const body = { kind: 'guide', language: 'en', title: 'First steps', ...page };
    return expectStatus(201, await cast.asAdmin('POST', '/backend/page', { body }));
  };
  const read = async (path: string) => {
    const { token } = await cast.developer();
    return bed.wire.get(`/consumer/page${path}`, { token });
  };
  const titles = async (query: string) =>
    (await read(`?count=100&${query}`)).body.entry.map(({ title }: { title: string }) => title);

  it('are read by every developer once they are published, and by nobody who has not signed in', async () => {
    const slug = unique('guide')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '-');
    const { body: page, headers } = await write({
      slug,
      markdown: '# Hello\n\nIt *begins* _here_.',
    });
    expect(page).toMatchObject({ state: 'draft', publishedAt: null, summary: 'It begins here.' });
    expectStatus(404, await read(`/guide/${slug}`));
    const path = `/backend/page/${page.id}`;
    const state = { state: 'published' };
    const tag = { 'if-match': String(headers.etag) };
    expectStatus(200, await cast.asAdmin('PUT', path, { body: state, headers: tag }));
    expect(expectStatus(200, await read(`/guide/${slug}`)).body.markdown).toBe(page.markdown);
    expectStatus(401, await bed.wire.get(`/consumer/page/guide/${slug}`));
    const late = await cast.asAdmin('PUT', path, { body: { title: 'Other' }, headers: tag });
    expect(expectStatus(412, late).body.code).toBe('changed_meanwhile');
  });

  it('are shown in the language of the reader, and in the one that there is otherwise', async () => {
    const published = { state: 'published', kind: 'changelog' };
    await write({ ...published, slug: 'both', title: 'In English' });
    await write({ ...published, slug: 'both', title: 'En français', language: 'fr' });
    bed.clock.advance(1000);
    await write({ ...published, slug: 'one', title: 'Only English', markdown: 'about webhooks' });
    const { entry } = (await read('?kind=changelog&language=fr')).body;
    expect(entry).toMatchObject([
      { slug: 'one', language: 'en', languages: ['en'] },
      { slug: 'both', language: 'fr', languages: ['en', 'fr'], title: 'En français' },
    ]);
    expect(await titles('language=fr&search=WEBHOOK')).toEqual(['Only English']);
    // The version that is not shown is not found either.
    expect(await titles('language=en&search=fran%C3%A7ais')).toEqual([]);
  });

  it('keep what is written by others: an address belongs to one page of a language', async () => {
    await write({ slug: 'taken' });
    const body = { kind: 'guide', language: 'en', title: 'Again', slug: 'taken' };
    const again = await cast.asAdmin('POST', '/backend/page', { body });
    expect(expectStatus(409, again).body).toMatchObject({
      code: 'page_exists',
      errors: [{ field: 'slug' }],
    });
    const wrong = { ...body, slug: 'Not a slug', markdown: 'x'.repeat(65_537) };
    const { body: problem } = expectStatus(400, await cast.asAdmin('POST', '/backend/page', { body: wrong })); // prettier-ignore
    expect(problem.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['markdown', 'slug']); // prettier-ignore
    await write({ slug: 'longest', markdown: '"é\n'.repeat(21_845) });
  });

  it('may be files, which change with them and are not changed here', async () => {
    const folder = join(bed.config.dataDir, 'pages/guides');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'from-a-file.fr.md');
    writeFileSync(file, '---\ntitle: Depuis un fichier\norder: 3\n---\nBonjour.');
    writeFileSync(join(folder, 'Not A Page.md'), 'nothing');
    expect(await titles('language=fr&kind=guide&search=bonjour')).toEqual(['Depuis un fichier']);
    const { body } = await cast.asAdmin('GET', '/backend/page?search=bonjour');
    expect(body.entry).toMatchObject([{ source: 'folder', position: 3, updatedBy: null }]);
    const path = `/backend/page/${body.entry[0].id}`;
    const change = await cast.asAdmin('PUT', path, { body: { title: 'Other' } });
    expect(expectStatus(409, change).body.code).toBe('page_in_folder');

    writeFileSync(file, '---\ndraft: true\n---\n# Un brouillon\n\nBonjour encore.');
    expectStatus(404, await read('/guide/from-a-file?language=fr'));
    expect((await cast.asAdmin('GET', path)).body).toMatchObject({ title: 'Un brouillon', markdown: 'Bonjour encore.' }); // prettier-ignore
    rmSync(file);
    expectStatus(404, await cast.asAdmin('GET', path));
  });
});
