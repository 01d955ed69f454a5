import fc from 'fast-check';

const PATHS = [
  '/',
  '/authorization/token',
  '/oauth/token',
  '/authorization/authorize?client_id=<appKey>',
  '/consumer/login',
  '/consumer/account',
  '/backend/user?count=1',
  '/api/deliveries',
  '/assets/../../package.json',
  '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  '//evil.example/authorization/token',
  'http://evil.example/authorization/token',
  '*',
  '/\\x',
  '/%',
  '/%00',
  '/a\0b',
  '/ä',
  `/${'a'.repeat(20_000)}`,
  '/?a=b#c',
  '',
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const LINES = [
  'Authorization: Basic <appBasic>',
  'Authorization: Basic eDp5',
  'Authorization: Bearer <adminToken>',
  'Authorization: Bearer x',
  'Content-Type: application/json',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Type:',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Expect: 100-continue',
  'Expect: nonsense',
  'Upgrade: h2c',
  'Connection: Upgrade, HTTP2-Settings',
  'Host: evil.example',
  'Host: a, b',
  'Origin: null',
  'Cookie: <cookie>',
  'Cookie: =;;;=,__Host-session=%ff',
  'X-Account: <account>',
  'X-Account: a',
  'X-Forwarded-For: 127.0.0.1, [::1], nonsense',
  'Accept: text/html',
  'Access-Control-Request-Method: POST',
  'Range: bytes=0-1,5-9999999999',
  ': empty name',
  'no colon',
  'Name with space: x',
  'X-Nul: a\0b',
  `X-Long: ${'a'.repeat(20_000)}`,
  ' folded',
];
const BODIES = [
  '',
  'grant_type=client_credentials',
  '{"username":"x","password":"y"}',
  '5\r\nhello\r\n0\r\n\r\n',
  'ffffffffffffffff\r\nx',
  '0\r\n\r\nGET /backend/user HTTP/1.1\r\nHost: x\r\n\r\n',
  '\xff\xfe\xfd',
];

/** Whole messages of HTTP, most of them wrong, before the names in `<…>` are replaced. */
export const hostileBytes: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...METHODS),
    fc.constantFrom(...PATHS),
    fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/1.1 x', ''),
    fc.array(fc.constantFrom(...LINES), { maxLength: 4 }),
    fc.constantFrom(...BODIES),
    fc.boolean(),
  )
  .map(([method, path, version, lines, body, hasHost]) => {
    const usual = [...(hasHost ? ['Host: localhost'] : []), 'Connection: close'];
    return `${[`${method} ${path} ${version}`, ...lines, ...usual].join('\r\n')}\r\n\r\n${body}`;
  });
