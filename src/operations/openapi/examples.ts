import { resolved, type Schema, type Schemas } from './described.js';

/** What stands in the examples under a name, wherever the field does not say it itself. */
const VALUES: Record<string, unknown> = {
  access_token: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhcHAifQ.c2lnbmF0dXJl',
  appKey: 'gate_app_0eVnCqYx3J7mZ2KpT9RwLd5HsB1aUf',
  code: '492039',
  comments: 'Ring twice.',
  description: 'Plans the routes of the day.',
  email: 'ada@example.org',
  event: 'consumer.login',
  expiresAt: '2027-01-31T12:00:00Z',
  idTokenHint: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl',
  ip: '192.0.2.7',
  clientId: 'gate_app_0eVnCqYx3J7mZ2KpT9RwLd5HsB1aUf',
  client_id: 'gate_app_0eVnCqYx3J7mZ2KpT9RwLd5HsB1aUf',
  jwks: {
    keys: [
      {
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      },
    ],
  },
  name: 'Route planner',
  newPassword: 'correct horse battery staple',
  oldPassword: 'the password until now',
  otp: '492039',
  password: 'correct horse battery staple',
  postLogoutRedirectUri: 'https://app.example.org/signed-out',
  postLogoutRedirectUris: ['https://app.example.org/signed-out'],
  redirectUris: ['https://app.example.org/callback'],
  exchangeAudiences: ['https://api.example.org'],
  decisionMessage: 'Please name your company, and ask again.',
  refresh_token: 'gate_ref_0eVnCqYx3J7mZ2KpT9RwLd5HsB1aUf',
  scopes: ['deliveries', 'tasks'],
  sha256: '5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9',
  state: 'af0ifjsldkj',
  title: 'Two boxes to the harbour',
  token: 'gate_act_0eVnCqYx3J7mZ2KpT9RwLd5HsB1aUf',
  url: 'https://app.example.org',
  username: 'ada',
  value: true,
};
const ID = '0eVnCqYx3J7mZ2KpT9RwLd5HsB1a';
const TIME = '2026-11-28T09:00:00Z';

/** What an example shows although it may be left out: it tells more than the rest. */
const TELLING = ['scopes', 'redirectUris'];

/** Gives the fields of the named schemas an example where a value is known. */
export function exemplify(schemas: Schemas): void {
  for (const { properties = {} } of Object.values(schemas))
    for (const [name, field] of Object.entries(properties)) {
      const value = field.example ?? known(name, field);
      if (value !== undefined) field.example = value;
    }
}

/** A body that fits: its required members, or all of them when none is. */
export function exampleOf(schema: Schema | undefined, schemas: Schemas): unknown {
  const { example, properties, required = [], ...rest } = resolved(schema, schemas);
  if (example !== undefined) return example;
  if (!properties) return fallback(rest, schemas);
  const shown = Object.entries(properties).filter(
    ([name]) => required.length === 0 || required.includes(name) || TELLING.includes(name),
  );
  return Object.fromEntries(
    shown.map(([name, field]) => [name, known(name, field) ?? exampleOf(field, schemas)]),
  );
}

function known(name: string, field: Schema): unknown {
  if (field.example !== undefined) return field.example;
  if (field.$ref || field.enum || field.default !== undefined) return undefined;
  if (isText(field)) {
    if (field.format === 'date-time' && !(name in VALUES)) return TIME;
    if (name === 'id' || name.endsWith('Id')) return VALUES[name] ?? ID;
  }
  return fits(VALUES[name], field) ? VALUES[name] : undefined;
}

function fits(value: unknown, field: Schema): boolean {
  if (field.oneOf) return true;
  if (Array.isArray(value))
    return field.type === 'array' && isText(field.items ?? {}) && !field.items?.enum;
  if (typeof value === 'object') return [field.type].flat().includes('object');
  return typeof value === 'string' && isText(field);
}

function isText({ type }: Schema): boolean {
  return [type].flat().includes('string');
}

function fallback(schema: Schema, schemas: Schemas): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [type] = [schema.type].flat();
  if (type === 'array') return [exampleOf(schema.items, schemas)];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  return type === 'string' ? 'text' : {};
}
