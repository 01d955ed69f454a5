import fc from 'fast-check';
import type { OpenAPIObject } from '@nestjs/swagger';
import { credentials, extraHeaders, lastCredentials, otherTypes } from './headers.js';
import { anyText, damaged, hostileJson, hostileText, percent, REAL, type Shot } from './values.js';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Parameter {
  in: string;
  name: string;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Those that hash a password or wait on purpose: they come less often, or nothing else would. */
const SLOW = /login|password|register|session|^\/backend\/user|^\/consumer\/activate/;

/** What ends the caller, or the caller's logins. */
const LAST = /^(delete \/consumer\/account|post \/consumer\/logout|put .*change_password|.*\/mfa)$/;

/** What usually stands in a member of this name. */
function usual(name: string): fc.Arbitrary<unknown> {
  const some = fc.nat({ max: 9_999 });
  if (/email/i.test(name)) return some.map((number) => `fuzz${number}@example.org`);
  if (/password/i.test(name)) return fc.constantFrom('<password>', 'a long enough password');
  if (/name|title/i.test(name)) return some.map((number) => `fuzz${number}`);
  if (/ur[il]s?$/i.test(name)) return some.map((number) => `https://app.example.org/${number}`);
  if (/scope/i.test(name)) return fc.constantFrom('deliveries', 'tasks', 'consumer', 'backend');
  if (/at$/i.test(name)) return fc.constantFrom('2030-01-01T00:00:00Z', '2026-01-01', null);
  return fc.constantFrom(...REAL);
}

/** Values that fit the schema, with some among them that do not. */
function fitting(schema: Schema, name: string, all: Record<string, Schema>): fc.Arbitrary<unknown> {
  const known = schema.$ref ? all[schema.$ref.split('/').at(-1) ?? ''] : schema;
  const right = exactly(known ?? {}, name, all);
  return fc.oneof({ weight: 7, arbitrary: right }, { weight: 1, arbitrary: hostileJson });
}

function exactly(schema: Schema, name: string, all: Record<string, Schema>): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'number' || schema.type === 'integer')
    return fc.oneof(fc.nat(), fc.constantFrom(-1, 1e21, 0.5));
  if (schema.type === 'array')
    return fc.array(fitting(schema.items ?? {}, name, all), { maxLength: 4 });
  if (!schema.properties) return usual(name);
  const members = Object.entries(schema.properties).map(
    ([member, rule]) => [member, fitting(rule, member, all)] as const,
  );
  const shape = Object.fromEntries(members);
  const odd = fc.option(fc.tuple(hostileText, hostileJson), { freq: 12 });
  return fc
    .tuple(fc.oneof(fc.record(shape), fc.record(shape, { requiredKeys: [] })), odd)
    .map(([body, more]) => (more ? Object.fromEntries([...Object.entries(body), more]) : body));
}

function paths(path: string, parameters: Parameter[]): fc.Arbitrary<string> {
  const segment = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...REAL) },
    { weight: 1, arbitrary: fc.constantFrom('role_default', 'app.approval', 'oauth.token_get') },
    { weight: 1, arbitrary: hostileText },
  );
  const count = path.split('{').length - 1;
  const queried = parameters.filter((each) => each.in === 'query').map((each) => each.name);
  const value = fc.oneof(fc.nat({ max: 200 }).map(String), anyText);
  const names = fc.constantFrom(...queried, 'a[b]', '__proto__', 'count[]');
  const query =
    queried.length > 0 ? fc.array(fc.tuple(names, value), { maxLength: 4 }) : fc.constant([]);
  return fc
    .tuple(fc.array(segment, { minLength: count, maxLength: count }), query)
    .map(([segments, pairs]) => {
      const left = segments.values();
      const named = path.replace(/\{\w+\}/g, () => percent(left.next().value ?? '') || '%20');
      const search = pairs.map(([name, text]) => `${percent(name)}=${percent(text)}`).join('&');
      return search ? `${named}?${search}` : named;
    });
}

function shotsAt(
  method: string,
  path: string,
  { parameters = [], requestBody }: Described,
  all: Record<string, Schema>,
): fc.Arbitrary<Shot> {
  const schema = requestBody?.content['application/json']?.schema;
  const json = schema ? fitting(schema, '', all).map((body) => JSON.stringify(body)) : undefined;
  const body = json
    ? fc.oneof({ weight: 9, arbitrary: json }, { weight: 1, arbitrary: damaged(json) })
    : fc.constant(undefined);
  const type = fc.oneof(
    { weight: 15, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: otherTypes },
  );
  const by = LAST.test(`${method} ${path}`) ? lastCredentials : credentials;
  return fc
    .tuple(paths(path, parameters), body, type, by, extraHeaders)
    .map(([named, text, contentType, credential, extra]) => ({
      method: method.toUpperCase(),
      path: named,
      headers: [
        ...(text === undefined ? [] : ([['content-type', contentType]] as Shot['headers'])),
        ...credential,
        ...extra,
      ],
      ...(text !== undefined && { body: text }),
    }));
}

/** Requests to every operation of the document. */
export function operationShots(document: OpenAPIObject): fc.Arbitrary<Shot> {
  const all = (document.components?.schemas ?? {}) as Record<string, Schema>;
  return fc.oneof(
    ...Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Described>).map(([method, described]) => ({
        weight: SLOW.test(path) && method !== 'get' ? 1 : 8,
        arbitrary: shotsAt(method, path, described, all),
      })),
    ),
  );
}
