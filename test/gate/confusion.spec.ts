/** @database sqlite */
import { PROXIES } from '../support/proxies.js';
import { BACKENDS, headersOf } from './backends.js';
import { inFront } from './fronts.js';
import { rawRequest, several } from './raw.js';
import { gateStage } from './stage.js';

/** What could move a program to another method or path than the request line says. */
const LIES = [
  'X-Forwarded-Uri: /v1/health',
  'X-Forwarded-Uri: /v1/charges\r\nX-Forwarded-Uri: /v1/health',
  'X_Forwarded_Uri: /v1/health',
  'X-Forwarded-Method: DELETE',
  'X-Forwarded-Prefix: /v1',
  'X-Forwarded-Path: /v1/health',
  'X-Forwarded-Host: lie.example',
  'X-Forwarded-Server: lie.example',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Port: 1',
  'X-Forwarded-For: 10.0.0.1',
  'X-Original-URI: /v1/health',
  'X-Original-URI: /v1/charges\r\nX-Original-URI: /v1/health',
  'X_Original_URI: /v1/health',
  'X-Original-Method: DELETE',
  'X-Original-URL: /v1/health',
  'X-Rewrite-URL: /v1/health',
  'Forwarded: for=10.0.0.1;host=lie.example;proto=https',
  'X-HTTP-Method-Override: DELETE',
  'X-HTTP-Method: DELETE',
  'X-Method-Override: DELETE',
  'X_HTTP_Method_Override: DELETE',
  'x.http.method.override: DELETE',
  'SCRIPT_NAME: /v1/charges',
  'PATH_INFO: /v1/health',
  'Script-Name: /v1',
  'Host: api.example.com\r\nHost: lie.example',
  'Host: lie.example/v1/health?',
  'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nConnection: close, Upgrade, HTTP2-Settings',
  'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAA',
  'Expect: 100-continue',
  'Range: bytes=0-1',
  'If-None-Match: *',
  'If-Modified-Since: Sat, 28 Nov 2026 12:00:00 GMT',
  'Connection: close, Authorization, X-Forwarded-Uri, X-Original-URI, X-Original-Method',
  'Content-Length: 0\r\nTransfer-Encoding: identity',
];
/** A target that names a host, or means no path. */
const TARGETS = [
  'http://api.example.com/v1/charges',
  'http://other.example/v1/charges',
  'http://other.example/v1/health/../charges',
  'http:/v1/charges',
  'http:v1/charges',
  '//other.example/v1/charges',
  '/v1/charges#/../../v1/health',
  '/v1/health/../charges',
  '*',
  'other.example:80',
];

const stage = gateStage();

describe.each(PROXIES)('Behind %s', (name) => {
  it.each(BACKENDS)(
    'no header and no target moves %s to another operation than the one that was decided',
    (language) =>
      inFront(stage, [name, language], async ({ proxy, backend }) => {
        const token = `Authorization: Bearer ${stage.token}`;
        const send = (path: string, lines: string[]) =>
          several(LIES, async (lie) => {
            await rawRequest(proxy.port, 'GET', path, [...lines, lie]);
          });

        await send('/v1/charges', []);
        await several(TARGETS, async (target) => {
          await rawRequest(proxy.port, 'GET', target);
        });
        expect(await backend.arrivals()).toEqual([]);

        await send('/v1/charges/7', [token]);
        await several(TARGETS, async (target) => {
          await rawRequest(proxy.port, 'GET', target, [token]);
        });
        const arrivals = await backend.arrivals();
        expect(arrivals.length).toBeGreaterThan(5);
        for (const arrival of arrivals) {
          const operation = `payments.${arrival.operation}`;
          expect(headersOf(arrival, 'Gatehouse-Operation')).toEqual([operation]);
          expect(['payments.charges.read', 'payments.charges.list']).toContain(operation);
          expect(headersOf(arrival, 'Upgrade')).toEqual([]);
          const told = arrival.headers.filter(([each]) =>
            /forwarded|original|rewrite|override/i.test(each),
          );
          expect(told.filter(([, value]) => /health|DELETE|10\.0\.0\.1|lie/.test(value))).toEqual(
            [],
          );
        }
      }),
  );
});
