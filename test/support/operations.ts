import { type Cast, expectStatus } from './cast.js';

/** An operation, as `GET /backend/operation` lists it. */
export interface Listed {
  name: string;
  method: string;
  path: string;
  public: boolean;
  scope: string | null;
  perAccount: boolean;
  ownLogin: boolean;
  confirmed: boolean;
}

/** The whole catalogue. */
export async function operations(cast: Cast): Promise<Listed[]> {
  const found: Listed[] = [];
  for (;;) {
    const path = `/backend/operation?count=100&startIndex=${found.length}`;
    const { body } = expectStatus(200, await cast.asAdmin('GET', path));
    found.push(...body.entry);
    if (found.length >= body.totalResults) return found;
  }
}

/** A path that matches the operation: each parameter is a word that names nothing. */
export function concrete(path: string): string {
  return path.replace(/[:*]\w+/g, 'nothing');
}

/** Methods that carry a body. */
export const hasBody = (method: string) => method === 'POST' || method === 'PUT';
