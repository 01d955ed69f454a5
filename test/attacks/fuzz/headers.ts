import fc from 'fast-check';
import { anyText } from './values.js';

/** Header values are bytes, without those that Node's client refuses to send. */
const headerText = anyText.map((text) =>
  [...Buffer.from(text.slice(0, 4_000)).map((byte) => (byte < 32 || byte === 127 ? 32 : byte))]
    .map((byte) => String.fromCharCode(byte))
    .join(''),
);

const bearer = fc.constantFrom(
  'Bearer <adminToken>',
  'Bearer <adminToken>',
  'Bearer <adminToken>',
  'Bearer <developerToken>',
  'Bearer <partnerToken>',
  'Bearer <bearer>',
  'Bearer <personalToken>',
);
const basic = fc.constantFrom(
  'Basic <appBasic>',
  'Basic <appBasic>',
  'Basic <appBasic>',
  'Basic <appBasic>',
  'Basic <appBasic>',
  'Basic <appBasic>',
  'Basic <personBasic>',
  'Basic eDp5',
  'Basic ',
  'Basic JTAwOiV6eg==',
  'Basic !!!',
);
const otherCredentials = fc.oneof(
  fc.constantFrom('Bearer', 'Bearer  x', 'DPoP <access>', 'Digest a=b', 'Bearer a.b.c'),
  headerText,
);

/** Who asks: mostly somebody who may, sometimes nobody, sometimes nonsense. */
export const credentials = fc.oneof(
  { weight: 12, arbitrary: bearer.map((value) => [['authorization', value]]) },
  { weight: 2, arbitrary: basic.map((value) => [['authorization', value]]) },
  { weight: 1, arbitrary: otherCredentials.map((value) => [['authorization', value]]) },
  {
    weight: 2,
    arbitrary: fc.constant([
      ['cookie', '<cookie>'],
      ['origin', '<origin>'],
    ]),
  },
  { weight: 1, arbitrary: fc.constant([]) },
) as fc.Arbitrary<[string, string][]>;

/** Whoever does this is not there any more afterwards. */
export const lastCredentials = fc.constant<[string, string][]>([
  ['authorization', 'Bearer <personToken>'],
]);

/** How a client names itself on the protocol's endpoints. */
export const clientCredentials = fc.oneof(
  { weight: 4, arbitrary: basic.map((value) => [['authorization', value]]) },
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: otherCredentials.map((value) => [['authorization', value]]) },
) as fc.Arbitrary<[string, string][]>;

const name = fc.constantFrom(
  'accept',
  'accept-encoding',
  'authorization',
  'content-encoding',
  'content-type',
  'cookie',
  'dpop',
  'if-none-match',
  'origin',
  'range',
  'referer',
  'upgrade',
  'x-account',
  'x-cyclr-account',
  'x-forwarded-for',
  'x-http-method-override',
  'x-request-id',
);

/** A few headers that nobody asked for; the same one may come twice. */
export const extraHeaders = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(fc.tuple(name, headerText), { maxLength: 3 }) },
) as fc.Arbitrary<[string, string][]>;

/** Content types; the right one is up to the caller. */
export const otherTypes = fc.constantFrom(
  'application/json; charset=utf-16',
  'application/ld+json',
  'application/x-www-form-urlencoded; charset=utf-7',
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/jwt',
  '*/*',
  'nonsense',
  ';',
  'application/json;'.repeat(50),
);
