import fc from 'fast-check';

/** A request before the names in `<…>` are replaced by what the stage really has. */
export interface Shot {
  method: string;
  path: string;
  /** Names may come more than once. */
  headers: [string, string][];
  body?: string;
}

/** What the stage has; see `stage.ts`. */
export const REAL = [
  '<app>',
  '<appKey>',
  '<publicKey>',
  '<person>',
  '<account>',
  '<role>',
  '<delivery>',
  '<consent>',
  '<userCode>',
  '<personal>',
  '<access>',
  '<refresh>',
];

/** Texts that programs stumble over. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfffy',
    '\ufeff',
    '\u202e\u0301'.repeat(40),
    '👩‍👩‍👧‍👦'.repeat(20),
    '%',
    '%00',
    '%ff',
    '\\',
    '\r\nSet-Cookie: a=b',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    '-1',
    '1e400',
    '9'.repeat(40),
    '0x10',
    "' OR 1=1 --",
    '"; DROP TABLE grants; --',
    '../../etc/passwd',
    '$ne',
    '{{7*7}}',
    '<script>alert(1)</script>',
    'javascript:alert(1)',
    'http://169.254.169.254/',
    'https://user:pass@[::1]:99999/',
    '2026-13-45T99:99:99Z',
    '+275760-09-13T00:00:00.001Z',
    'account:',
    'account:<account>',
    'a'.repeat(300),
    'a b '.repeat(2_000),
    'x'.repeat(20_000),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }),
);

/** A text of any kind, often one that means something here. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...REAL) },
  { weight: 2, arbitrary: hostileText },
);

const deep = fc.integer({ min: 10, max: 60 }).map((levels) => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
});

/** JSON of any kind but the right one. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      null,
      true,
      0,
      -1,
      1.5,
      -0,
      1e308,
      2 ** 53,
      [],
      {},
      [[]],
      [null],
      { length: 1e9 },
      { toString: 1 },
      { then: 1 },
      { constructor: { prototype: {} } },
      JSON.parse('{"__proto__":{"a":1}}'),
      Array.from({ length: 2_000 }, () => 'a'),
    ),
  },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** The text with a part of it cut out, replaced or repeated. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.nat(), fc.nat({ max: 8 }), fc.oneof(hostileText, fc.constant('')))
    .map(([whole, at, length, put]) => {
      const from = at % (whole.length + 1);
      return whole.slice(0, from) + put + whole.slice(from + length);
    });
}

/** Percent-encoded; a lone surrogate, which JavaScript would refuse, as the three bytes it has. */
export function percent(text: string): string {
  return text.replace(/[^A-Za-z0-9._~<>-]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff)
      return `%ED%${(0xa0 | ((code >> 6) & 0x1f)).toString(16)}%${(0x80 | (code & 0x3f)).toString(16)}`;
    return [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  });
}
