/** The operations of the API behind the gate: method, path and name, with what it opens or allows. */
const OPERATIONS: [method: string, path: string, operationId: string, more?: object][] = [
  ['get', '/charges', 'charges.list'],
  ['post', '/charges', 'charges.create'],
  ['get', '/charges/summary', 'charges.summary'],
  ['get', '/charges/{id}', 'charges.read'],
  ['delete', '/charges/{id}', 'charges.end'],
  ['get', '/charges/{id}/refunds', 'refunds.list'],
  ['post', '/charges/{id}/refunds', 'refunds.create'],
  ['get', '/users/admin', 'users.admin'],
  ['get', '/users/{id}', 'users.read'],
  ['get', '/files/{path}', 'files.read', { 'x-gatehouse-allow': ['%2F'] }],
  ['get', '/health', 'health'],
  ['get', '/echo', 'echo', { 'x-gatehouse-echo': true }],
];

/** Opened to everybody by an administrator. */
export const PUBLIC = ['payments.health', 'payments.echo'];

/** The document that the API of these tests is imported from; its paths begin below `/v1`. */
export function paymentsDocument(): string {
  const paths: Record<string, Record<string, object>> = {};
  for (const [method, path, operationId, more] of OPERATIONS) {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const operation = { operationId, parameters, responses: { 200: { description: 'Done' } } };
    paths[path] = { ...paths[path], [method]: { ...operation, ...more } };
  }
  const info = { title: 'Payments', version: '1' };
  return JSON.stringify({ openapi: '3.0.3', info, paths });
}

/** Every operation as the gate knows it. */
export const TEMPLATES = OPERATIONS.map(([method, path, operationId, more]) => ({
  method: method.toUpperCase(),
  path: `/v1${path}`,
  name: `payments.${operationId}`,
  allow: more && 'x-gatehouse-allow' in more ? ['%2F'] : [],
}));
