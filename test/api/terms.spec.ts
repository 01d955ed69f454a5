/** @database sqlite */
import { Browser } from '../support/browser.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

describe('terms of use', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const publish = async (version: string, body: object = { markdownEn: '## Use it well' }) =>
    expectStatus(201, await cast.asAdmin('POST', '/backend/terms', { body: { version, ...body } }))
      .body;
  const register = (acceptedTerms?: string) => {
    const name = unique('terms');
    const who = {
      username: name,
      email: `${name}@example.org`,
      password: `${name} is long enough`,
    };
    return bed.wire.post('/consumer/register', { body: { ...who, acceptedTerms } });
  };

  it('are accepted by whoever signs up, and asked for again when they change', async () => {
    const early = await cast.developer(); // while there are none, nothing is asked for
    expectStatus(404, await bed.wire.get('/files/terms.json'));
    await publish('1');
    const refused = expectStatus(400, await register());
    expect(refused.body.errors).toMatchObject([{ field: 'acceptedTerms', code: 'terms_not_accepted' }]); // prettier-ignore
    expectStatus(400, await register('0'));
    expectStatus(200, await register('1'));

    const browser = new Browser(bed);
    await browser.signIn(early);
    const toAccept = async () => (await browser.send('GET', '/portal/session')).body.termsToAccept;
    const accept = (version: string) =>
      browser.send('POST', '/consumer/terms', { body: { version } });
    expect(await toAccept()).toBe('1');
    // Programs that act for them go on.
    expectStatus(200, await bed.wire.get('/consumer/app', { token: early.token }));
    expectStatus(200, await accept('1'));
    expect(await toAccept()).toBeNull();
    bed.clock.advance(1000);
    const second = await publish('2', { link: 'https://example.com/terms' });
    expect(await toAccept()).toBe('2');
    expect(expectStatus(409, await accept('1')).body.code).toBe('other_terms');
    expectStatus(200, await accept('2'));

    const accepted = await cast.asAdmin('GET', `/backend/acceptance?userId=${early.id}`);
    expect(accepted.body.entry).toMatchObject([{ version: '2' }, { version: '1' }]);
    const audit = await cast.asAdmin('GET', '/backend/audit?event=consumer.terms.accept');
    expect(audit.body.entry[0]).toMatchObject({ userId: early.id, subjectName: '2' });
    const { body } = await cast.asAdmin('GET', '/backend/terms');
    expect(body.entry).toMatchObject([
      { version: '2', inForce: true, accepted: 1 },
      { version: '1', inForce: false, accepted: 2 },
    ]);
    const again = await cast.asAdmin('POST', '/backend/terms', { body: { version: '1', link: 'https://a.example' } }); // prettier-ignore
    expect(expectStatus(409, again).body.code).toBe('terms_version_exists');

    // Withdrawn, the version before is in force again.
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/terms/${second.id}`));
    expect((await bed.wire.get('/files/notices.json')).body.terms).toEqual({ version: '1', link: null }); // prettier-ignore
    expectStatus(200, await register('1'));
  });
});

describe('an announcement', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const shown = async () =>
    expectStatus(200, await bed.wire.get('/files/notices.json')).body.announcement;
  const write = (body: object) => cast.asAdmin('PUT', '/backend/announcement', { body });

  it('is a file of the portal from its beginning to its end, and nothing else of it is public', async () => {
    expect(await shown()).toBeNull();
    const now = bed.clock.now();
    const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
    expectStatus(200, await write({ textEn: 'Maintenance', level: 'warning', from: at(60), until: at(120) })); // prettier-ignore
    expect(await shown()).toBeNull();
    bed.clock.advance(60_000);
    expect(await shown()).toMatchObject({ textEn: 'Maintenance', textFr: '', level: 'warning' });
    bed.clock.advance(60_000);
    expect(await shown()).toBeNull();
    expectStatus(200, await write({ until: null }));
    expect(await shown()).toMatchObject({ until: null });
    const wrong = expectStatus(400, await write({ until: at(0) }));
    expect(wrong.body.errors).toMatchObject([{ field: 'until', code: 'ends_before_it_begins' }]);
    expectStatus(401, await bed.wire.get('/backend/announcement'));
    expectStatus(200, await write({ textEn: '' }));
    expect(await shown()).toBeNull();
  });
});
