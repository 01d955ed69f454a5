import type { Paths } from '../support/apis.js';

/** The operations of the API behind the gate: method, path, name, and what more the document says. */
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

/** The API of these tests as its document has it, below `/v1`; the backends have the same operations. */
export function payments(): Paths {
  const paths: Paths = {};
  for (const [method, path, operationId, more] of OPERATIONS) {
    const responses = { 200: { description: 'Done' } };
    paths[path] = { ...paths[path], [method]: { operationId, responses, ...more } };
  }
  return paths;
}
