import { type Cast, expectStatus } from './cast.js';
import { unique } from './unique.js';

/** An imported API. */
export interface TestApi {
  id: string;
  name: string;
  publicUrl: string;
}

/** The operations of a document, by path and method. */
export type Paths = Record<string, Record<string, unknown>>;

interface ApiFacts {
  name?: string;
  title?: string;
  publicUrl?: string;
  basePath?: string;
  keyHeader?: string;
  preflight?: boolean;
  assertion?: boolean;
  observeUntil?: string;
  /** What it has; a few operations when nothing is said. */
  paths?: Paths;
  /** Members of the document beside its paths. */
  beside?: Record<string, unknown>;
  /** The ends of the names of operations that are open to everyone: `status.get`. */
  open?: string[];
}

const operation = (operationId: string, summary: string) => ({
  operationId,
  summary,
  responses: { 200: { description: 'Done.' } },
});

/** Charges and a status, for tests to which it does not matter. */
export const CHARGES: Paths = {
  '/charges': {
    get: operation('charges.list', 'List charges'),
    post: operation('charges.create', 'Create a charge'),
  },
  '/charges/{id}': { get: operation('charges.get', 'Get a charge') },
  '/status': { get: operation('status.get', 'Whether it is up') },
};

/** An OpenAPI document of these operations. */
export function documentOf(paths: Paths, beside: Record<string, unknown> = {}): string {
  const info = { title: 'Payments', version: '1' };
  return JSON.stringify({ openapi: '3.1.0', info, paths, ...beside });
}

const NOUNS = ['charge', 'refund', 'payout', 'customer', 'invoice', 'dispute', 'balance', 'plan'];

/** As large APIs are written: nouns with the usual verbs, parameters, bodies and schemas. */
export function largeDocument(resources: number, fat: number) {
  const paths: Paths = {};
  const schemas: Record<string, object> = {};
  for (let index = 0; index < resources; index += 1) {
    const noun = `${NOUNS[index % NOUNS.length]}${index}`;
    const schema = { $ref: `#/components/schemas/${noun}` };
    const content = { 'application/json': { schema } };
    const operation = (verb: string) => ({
      operationId: `${noun}s.${verb}`,
      summary: `${verb} a ${noun}`,
      tags: [`${noun}s`],
      responses: { 200: { description: 'Done.', content } },
    });
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const requestBody = { content };
    paths[`/${noun}s`] = { get: operation('list'), post: { ...operation('create'), requestBody } };
    paths[`/${noun}s/{id}`] = {
      parameters,
      get: operation('get'),
      put: { ...operation('update'), requestBody },
      delete: operation('remove'),
    };
    const properties = Array.from({ length: fat }, (_, at) => [
      `field${at}`,
      { type: 'string', description: `What the ${noun} has in place ${at}.`, maxLength: 200 },
    ]);
    schemas[noun] = { type: 'object', properties: Object.fromEntries(properties) };
  }
  return { paths, components: { schemas } };
}

/** An API that the administrator makes, with operations that they open. */
export async function makeApi(cast: Cast, facts: ApiFacts = {}): Promise<TestApi> {
  const { paths = CHARGES, beside, open = [], ...fields } = facts;
  const name = fields.name ?? unique('api').replaceAll('_', '-');
  const body = {
    title: name,
    publicUrl: `https://${name}.example.com`,
    ...fields,
    name,
    document: documentOf(paths, beside),
  };
  const { id, publicUrl } = expectStatus(
    201,
    await cast.asAdmin('POST', '/backend/api', { body }),
  ).body;
  for (const end of open) await openOperation(cast, id, `${name}.${end}`);
  return { id, name, publicUrl };
}

/** Opens an operation to everyone. */
export async function openOperation(cast: Cast, apiId: string, name: string): Promise<void> {
  const body = { access: 'public', reason: 'The test wants it.' };
  expectStatus(200, await cast.asAdmin('PUT', `/backend/api/${apiId}/operation/${name}`, { body }));
}

/** What an import of this text would do. */
export async function previewImport(cast: Cast, apiId: string, text: string, type = 'json') {
  const answer = await cast.asAdmin('POST', `/backend/api/${apiId}/import?preview=true`, {
    raw: text,
    headers: { 'content-type': `application/${type}` },
  });
  return expectStatus(200, answer).body;
}

/** Previews an import, and applies it; answers whatever came. */
export async function importDocument(cast: Cast, apiId: string, text: string, type = 'json') {
  const { revision } = await previewImport(cast, apiId, text, type);
  return cast.asAdmin('POST', `/backend/api/${apiId}/import`, {
    raw: text,
    headers: { 'content-type': `application/${type}`, 'if-match': `"${revision}"` },
  });
}

/** Every operation of an API, as administrators see it. */
export async function operationsOf(cast: Cast, apiId: string) {
  const found: { name: string; method: string; path: string; access: string; scopes: string[]; proposedPublic: boolean; aliases: string[] }[] = []; // prettier-ignore
  for (;;) {
    const path = `/backend/api/${apiId}/operation?count=100&startIndex=${found.length}`;
    const { body } = expectStatus(200, await cast.asAdmin('GET', path));
    found.push(...body.entry);
    if (found.length >= body.totalResults) return found;
  }
}
