/** @database sqlite */
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import type { Answer } from '../support/wire.js';

/** What a name could hide in, by what it is. */
const INVISIBLE: [string, string][] = [
  ['a right-to-left override', 'Bank\u202Exe.'],
  ['an isolate', 'Bank\u2066x\u2069'],
  ['a zero-width space', 'Ba\u200Bnk'],
  ['a zero-width joiner between Latin letters', 'Ba\u200Dnk'],
  ['a word joiner', 'Ba\u2060nk'],
  ['a byte order mark', '\uFEFFBank'],
  ['a soft hyphen', 'Ba\u00ADnk'],
  ['a direction mark', 'Bank\u200F'],
  ['a line separator', 'Bank\u2028official'],
  ['a tag character', 'Bank\u{E0041}'],
  ['a blank letter', 'Bank\u3164'],
  ['a line break', 'Bank\nofficial'],
  ['nothing but spaces', ' \u00A0\u3000'],
  ['nothing but a mark', '\u0301'],
];

const VISIBLE = [
  'Bank',
  'Équipe',
  'فريق الدعم',
  'می\u200Cخواهم',
  '株式会社　銀行',
  '👩\u200D🚀 crew',
  'a <b> & "c"',
];

describe('a name that people read', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let partner: Person;

  beforeAll(async () => {
    partner = await cast.holderOf(['consumer', 'partner', 'deliveries']);
  });

  const DOORS: [string, (name: string) => Promise<Answer>][] = [
    ['an app', (name) => send('/consumer/app', { name, scopes: ['deliveries'] })],
    ['a personal token', (name) => send('/consumer/token', { name, scopes: ['deliveries'] })],
    ['an account', (name) => send('/partner/account', { name })],
  ];

  const send = (path: string, body: object) => bed.wire.post(path, { token: partner.token, body });

  describe.each(DOORS)('of %s', (_, make) => {
    it.each(INVISIBLE)('holds no %s', async (_what, name) => {
      const { body } = expectStatus(400, await make(name));
      expect(body.errors).toEqual([
        { field: 'name', code: 'one_line', message: expect.stringContaining('visible') },
      ]);
    });

    it('may be in any script', async () => {
      for (const name of VISIBLE) {
        const { body } = expectStatus(201, await make(name));
        expect(body.name).toBe(name);
      }
    });
  });

  it('the text about an app and a role has no direction marks, and may have lines', async () => {
    const about = (description: string) =>
      send('/consumer/app', { name: 'Described', scopes: ['deliveries'], description });
    const { body } = expectStatus(400, await about('Good\u202Edab'));
    expect(body.errors[0].code).toBe('some_lines');
    expectStatus(201, await about('One line\n\tand another\r\n'));
    const role = (description: string) =>
      cast.asAdmin('POST', '/backend/role', { body: { name: 'Described', description } });
    expectStatus(400, await role('Good\u202Edab'));
  });
});
