/** @database sqlite */
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const bed = testbed();
const cast = new Cast(bed);
const PATH = '/backend/appearance';
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

const put = (body: object, headers = {}) => cast.asAdmin('PUT', PATH, { body, headers });
const setImage = (kind: string, bytes: Buffer | string) =>
  cast.asAdmin('PUT', `${PATH}/image/${kind}`, {
    body: { data: Buffer.from(bytes).toString('base64') },
  });
const shown = async () => (await bed.wire.get('/files/appearance.json')).body;
/** Where an app that nobody knows sends somebody. */
const WRONG = '/authorization/authorize?client_id=nobody';

describe('the provider’s face', () => {
  it('is our own until an administrator chooses another, and again when they take it back', async () => {
    const ours = await shown();
    expect(ours).toMatchObject({ name: 'Gatehouse', logo: null, supportEmail: null });
    expectStatus(200, await put({ name: 'Harbor Cloud', supportEmail: 'help@harbor.example' }));
    expect(await shown()).toMatchObject({ ...ours, name: 'Harbor Cloud', supportEmail: 'help@harbor.example' }); // prettier-ignore
    const { body: about } = await bed.wire.get('/system/about');
    const { body: reference } = await bed.wire.get('/api/docs.json');
    expect([about.name, reference.info.title]).toEqual(['Harbor Cloud', 'Harbor Cloud']);
    expectStatus(200, await put({ name: null, supportEmail: null }));
    expect(await shown()).toEqual(ours);
  });

  it('counts at once on every instance', async () => {
    const other = await bed.second();
    expectStatus(200, await put({ name: 'Everywhere' }));
    let seen = '';
    while (seen !== 'Everywhere') seen = (await other.get('/files/appearance.json')).body.name;
    expectStatus(200, await put({ name: null }));
  });

  it('is on the page of a request that cannot be answered, with a way back, in the reader’s language', async () => {
    expectStatus(200, await put({ name: 'Harbor <Cloud>', supportEmail: 'help@harbor.example' }));
    const { text, status } = await bed.wire.get(WRONG, { headers: { 'accept-language': 'fr-CA' } });
    expect(status).toBe(400);
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('Ce lien ne fonctionne pas');
    expect(text).toContain('Harbor &#60;Cloud&#62;');
    expect(text).toContain(`href="${bed.url}/"`);
    expect(text).toContain('mailto:help@harbor.example');
    expectStatus(200, await put({ name: null, supportEmail: null }));
  });

  it('has no accent that cannot be read: the refusal names the nearest good one, which is taken', async () => {
    for (const [field, colour] of [
      ['accentColor', '#facc15'],
      ['accentColorDark', '#1e293b'],
    ] as const) {
      // prettier-ignore
      const { status, body } = await put({ [field]: colour });
      expect([status, body.errors[0].field, body.errors[0].code]).toEqual([400, field, 'low_contrast']); // prettier-ignore
      const [nearest = ''] = body.errors[0].message.match(/#[0-9a-f]{6}/) ?? [];
      expectStatus(200, await put({ [field]: nearest }));
      expectStatus(200, await put({ [field]: null }));
    }
    const { body } = await put({ accentColor: 'teal' });
    expect(body.errors[0].code).toBe('is_colour');
  });

  it('has images of few bytes that cannot run anything, at an address that changes with them', async () => {
    const { body } = expectStatus(200, await setImage('logo', PNG));
    const image = await bed.wire.get(body.logo);
    expect(image.status).toBe(200);
    expect(image.headers['content-type']).toBe('image/png');
    expect(image.headers['cache-control']).toContain('immutable');
    expect(image.headers['content-security-policy']).toContain('sandbox');
    expect(image.headers['x-content-type-options']).toBe('nosniff');
    const { body: next } = await setImage('logo', Buffer.concat([PNG, PNG]));
    expect(next.logo).not.toBe(body.logo);
    expectStatus(404, await bed.wire.get(body.logo));
    const refusals = [await setImage('logo', SVG), await setImage('favicon', Buffer.concat([PNG, Buffer.alloc(92_160)]))]; // prettier-ignore
    expect(refusals.map(({ body: { errors } }) => errors[0].code)).toEqual(['image_type', 'image_too_large']); // prettier-ignore
    expectStatus(400, await setImage('background', PNG));
    expectStatus(200, await cast.asAdmin('DELETE', `${PATH}/image/logo`));
    expect((await shown()).logo).toBeNull();
  });

  it('is changed by administrators alone, and not over what one has not seen', async () => {
    const { token } = await cast.developer();
    for (const path of [PATH, `${PATH}/image/logo`])
      expectStatus(403, await bed.wire.put(path, { token, body: {} }));
    const { headers } = await cast.asAdmin('GET', PATH);
    const seen = { 'if-match': headers['etag'] ?? '' };
    expectStatus(200, await put({ name: 'First' }, seen));
    expectStatus(412, await put({ name: 'Second' }, seen));
    expect((await shown()).name).toBe('First');
    const { text } = await cast.asAdmin('GET', '/backend/audit?event=backend.appearance.update');
    expect(text).toContain('First');
  });

  it('is in mails: the sender, the name, the accent; with every mail to look at, and one to try', async () => {
    expectStatus(
      200,
      await put({ name: 'Harbor “1”', accentColor: '#6d28d9', mailSender: 'Crew "A"' }),
    );
    const { body } = expectStatus(200, await cast.asAdmin('POST', '/backend/mail/test'));
    expect(body).toMatchObject({ outcome: 'outbox', error: null });
    const mail = bed.outbox().at(-1) ?? '';
    expect(mail).toContain(`From: "Crew \\"A\\"" <no-reply@localhost>`);
    expect(mail).toContain(`To: <${body.to}>`);
    expect(mail).toContain('multipart/alternative');
    expect(mail).toContain('#6d28d9');
    expect(mail).toContain('Harbor “1”');
    const { body: french } = await cast.asAdmin('GET', '/backend/mail?language=fr');
    const changed = french.mails.find(({ name }: { name: string }) => name === 'password_changed');
    expect(changed.subject).toBe('Votre mot de passe a changé');
    expect(changed.html).toContain('#6d28d9');
    expect(JSON.stringify(french)).not.toMatch(/gate_\w+_|<img|<script/);
    const { token } = await cast.developer();
    expectStatus(403, await bed.wire.post('/backend/mail/test', { token }));
    expectStatus(200, await put({ name: null, accentColor: null, mailSender: null }));
  });
});
