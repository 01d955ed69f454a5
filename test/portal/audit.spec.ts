/** @database sqlite */
import { readFileSync } from 'node:fs';
import { portal } from './visitor.js';

describe('the audit in the portal', () => {
  const gatehouse = portal();

  it('tells in sentences who changed what, from what to what, with links', async () => {
    const role = await gatehouse.cast.role(['deliveries']);
    const change = (body: object) =>
      gatehouse.cast.asAdmin('PUT', `/backend/role/${role.id}`, { body });
    await change({ description: 'Drives' });
    await change({ description: 'Drives on Sundays', scopes: ['tasks'] });
    const visitor = await gatehouse.visit();
    await visitor.signIn();
    await visitor.open(`/admin/audit?subject=role:${role.id}`);
    const row = visitor.page.getByRole('row', { name: 'Drives on Sundays' });
    await row.getByText(`admin changed the role ${role.name}`).waitFor();
    await row.getByText('Description: Drives → Drives on Sundays').waitFor();
    await row.getByText('− deliveries').waitFor();
    await row.getByRole('link', { name: role.name }).click();
    await visitor.page.waitForURL(`**/admin/roles/${role.id}`);
    expect(visitor.faults).toEqual([]);
  });

  it('shows security events by themselves, also on a phone and in French, and exports them', async () => {
    const person = await gatehouse.cast.developer();
    const wrong = { body: { username: person.username, password: 'not the right one' } };
    await gatehouse.server.wire.post('/consumer/login', wrong);
    await gatehouse.server.wire.get('/backend/user', { token: person.token });
    const visitor = await gatehouse.visit({ viewport: { width: 390, height: 844 } });
    await visitor.signIn();
    await visitor.open(`/admin/audit?userId=${person.id}`);
    await visitor.sees(`${person.username} registered`);
    await visitor.page.getByText('Security', { exact: true }).click();
    await visitor.page.waitForURL(`**/audit?userId=${person.id}&group=security`);
    await visitor.sees(`Failed sign-in: ${person.username}`);
    await visitor.sees('Wrong password');
    await visitor.sees(`${person.username} was refused an operation of the administration`);
    await visitor.page.getByText(`${person.username} registered`).waitFor({ state: 'detached' });
    const width = await visitor.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(390);

    const downloading = visitor.page.waitForEvent('download');
    await visitor.page.getByRole('link', { name: 'Export as CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...lines] = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(head).toMatch(/^at,event,/);
    expect(lines.map((line) => line.split(',')[1])).toEqual([
      'security.administration_refused',
      'security.sign_in_failed',
      'security.sign_in.new_place',
    ]);

    await visitor.page.evaluate("localStorage.setItem('gatehouse.language', 'fr')");
    await visitor.page.reload();
    await visitor.sees(`Connexion échouée : ${person.username}`);
    expect(visitor.faults).toEqual([]);
  });
});
