import fc from 'fast-check';
import { clientCredentials, extraHeaders, otherTypes } from './headers.js';
import { anyText, damaged, hostileJson, percent, type Shot } from './values.js';

const FORM = 'application/x-www-form-urlencoded';
const TOKEN_ENDPOINTS = ['/authorization/token', '/oauth2/token', '/oauth/token'];

const key = { client_id: '<appKey>' };
const secret = { ...key, client_secret: '<appSecret>' };
const person = { username: '<username>', password: '<password>' };
const authorization = {
  client_id: '<appKey>',
  redirect_uri: '<callback>',
  response_type: 'code',
  scope: 'deliveries',
  state: 'x',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};
const exchange = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token: '<access>',
  subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
};
const device = {
  grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
  device_code: '<deviceCode>',
};
const code = {
  grant_type: 'authorization_code',
  code: '<code>',
  redirect_uri: '<callback>',
  code_verifier: 'dBjftJeZ4CVP-mBv92K27uhbUJU1p1r_wW1gFWFOEjXk',
};
const assertion = {
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: '<access>',
};

/** Requests as they should be, which are then spoilt. */
const TOKEN_FORMS: [weight: number, form: Record<string, string>][] = [
  [8, { grant_type: 'client_credentials' }],
  [4, { grant_type: 'client_credentials', ...secret, scope: 'deliveries' }],
  [8, { grant_type: 'refresh_token', refresh_token: '<refresh>' }],
  [2, { grant_type: 'refresh_token', refresh_token: '<loginRefresh>', ...key }],
  [4, code],
  [4, { ...device, client_id: '<publicKey>' }],
  [4, exchange],
  [2, { grant_type: 'client_credentials', ...assertion }],
  [1, { grant_type: 'password', client_id: '<firstPartyKey>', ...person }],
];
const OTHER_FORMS: [path: string, form: Record<string, string>][] = [
  ['/authorization/introspect', { token: '<access>', token_type_hint: 'access_token' }],
  ['/authorization/introspect', { token: '<refresh>', ...secret }],
  ['/authorization/revoke', { token: '<refresh>', token_type_hint: 'x' }],
  ['/authorization/par', authorization],
  ['/authorization/device', { client_id: '<publicKey>', scope: 'deliveries' }],
];
const NAMES = [
  ...Object.keys({ ...authorization, ...exchange, ...device, ...code, ...assertion, ...secret }),
  ...['account', 'audience', 'otp', 'resource', 'actor_token', 'requested_token_type', 'nonce'],
  ...['request', 'request_uri', 'prompt', 'max_age', 'response_mode', 'login_hint', 'claims'],
  ...['__proto__', 'constructor', '', 'a[b]', 'scope[]'],
];

type Pairs = [name: string, value: string][];

/** Leaves out, doubles, replaces and adds parameters. */
function spoilt(form: Record<string, string>): fc.Arbitrary<Pairs> {
  const change = fc.oneof(
    fc.nat().map((at) => (pairs: Pairs) => pairs.filter((_, index) => index !== at % 9)),
    fc.nat().map((at) => (pairs: Pairs) => [...pairs, ...pairs.slice(at % 9, (at % 9) + 1)]),
    fc.tuple(fc.nat(), damaged(anyText)).map(
      ([at, value]) =>
        (pairs: Pairs) =>
          pairs.map((pair, index): Pairs[0] => (index === at % 9 ? [pair[0], value] : pair)),
    ),
    fc.tuple(fc.constantFrom(...NAMES), anyText).map((pair) => (pairs: Pairs) => [...pairs, pair]),
  );
  const changes = fc.oneof(fc.constant([]), fc.array(change, { maxLength: 3 }));
  return changes.map((each) =>
    each.reduce<Pairs>((pairs, next) => next(pairs), Object.entries(form)),
  );
}

const urlencoded = (pairs: Pairs) =>
  pairs.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&');

/** A body in each of the ways it may be written, and in some that it may not. */
function bodies(form: Record<string, string>): fc.Arbitrary<Pick<Shot, 'body' | 'headers'>> {
  const pairs = spoilt(form);
  const asForm = pairs.map(urlencoded);
  const asJson = fc
    .tuple(pairs, fc.option(fc.tuple(fc.constantFrom(...NAMES), hostileJson)))
    .map(([members, odd]) => JSON.stringify(Object.fromEntries(odd ? [...members, odd] : members)));
  const typed = (type: string) => (body: string) => ({
    body,
    headers: [['content-type', type]] as Shot['headers'],
  });
  return fc.oneof(
    { weight: 8, arbitrary: asForm.map(typed(FORM)) },
    { weight: 2, arbitrary: damaged(asForm).map(typed(FORM)) },
    { weight: 4, arbitrary: asJson.map(typed('application/json')) },
    { weight: 2, arbitrary: damaged(asJson).map(typed('application/json')) },
    {
      weight: 1,
      arbitrary: fc.tuple(otherTypes, asForm).map(([type, body]) => typed(type)(body)),
    },
  );
}

function post(path: string, form: Record<string, string>): fc.Arbitrary<Shot> {
  return fc
    .tuple(bodies(form), clientCredentials, extraHeaders)
    .map(([{ body, headers }, by, extra]) => ({
      method: 'POST',
      path,
      headers: [...headers, ...by, ...extra],
      body,
    }));
}

const authorize: fc.Arbitrary<Shot> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: spoilt(authorization).map(urlencoded) },
      { weight: 1, arbitrary: damaged(spoilt(authorization).map(urlencoded)) },
    ),
    extraHeaders,
    fc.boolean(),
  )
  .map(([query, extra, signedIn]) => ({
    method: 'GET',
    path: `/authorization/authorize?${percentRest(query)}`,
    headers: [...(signedIn ? ([['cookie', '<cookie>']] as Shot['headers']) : []), ...extra],
  }));

/** What a client may not put into a request line at all. */
function percentRest(query: string): string {
  return query.replace(/[^!-~]/gu, percent);
}

/** Requests to every endpoint of the protocol. */
export const protocolShots: fc.Arbitrary<Shot> = fc.oneof(
  ...TOKEN_FORMS.flatMap(([weight, form]) =>
    TOKEN_ENDPOINTS.map((path) => ({ weight, arbitrary: post(path, form) })),
  ),
  ...OTHER_FORMS.map(([path, form]) => ({ weight: 10, arbitrary: post(path, form) })),
  { weight: 20, arbitrary: authorize },
);
