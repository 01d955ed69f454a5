import type { ApiDocument, Parameter } from './document';
import { exampleOf, exampleText, plain } from './examples';
import type { ApiOperation, DescribedApi } from './operations';
import type { ProgramCall } from './programs';

/** What a header may be called (RFC 9110 §5.1), and never hold. */
const HEADER_NAME = /^[A-Za-z0-9-]{1,64}$/;
const NOT_IN_HEADER = /[^\x20-\x7e]/g;
/** What OpenAPI itself leaves to others (§4.8.12.1), and what carries the credential. */
const NOT_OURS = ['accept', 'content-type', 'authorization'];
const WITHOUT_BODY = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'];

/** What somebody typed: of the fields by place and name, and of the body. */
export interface Typed {
  fields: Record<string, string>;
  body?: string;
}

/** The name of a field among all that are typed. */
export const keyOf = ({ in: place, name }: Parameter) => `${place} ${name}`;

/** The parameters that can be filled in, those of the path first. */
export function fieldsOf(operation: ApiOperation, { keyHeader }: DescribedApi): Parameter[] {
  const described = operation.description?.parameters ?? [];
  const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const inPath = names.map(
    (name): Parameter =>
      described.find((each) => each.in === 'path' && each.name === name) ?? {
        name,
        in: 'path',
        required: true,
        description: '',
        schema: { type: 'string' },
      },
  );
  const isOurs = ({ in: place, name }: Parameter) =>
    place === 'query' || (place === 'header' && isOwnHeader(name, keyHeader));
  return [...inPath, ...described.filter(isOurs)];
}

function isOwnHeader(name: string, keyHeader = ''): boolean {
  const small = name.toLowerCase();
  return HEADER_NAME.test(name) && !NOT_OURS.includes(small) && small !== keyHeader.toLowerCase();
}

/** What stands in a field until somebody types: the document's example, or its name. */
export function exampleFor(document: ApiDocument | undefined, parameter: Parameter): string {
  const { example, schema, name, in: place } = parameter;
  if (example !== undefined) return plain(example);
  const made = document && plain(exampleOf(document, schema));
  if (made && made !== 'string' && made !== '{}') return made;
  return place === 'path' ? name.toUpperCase().replace(/[^A-Z0-9]+/g, '_') : (made ?? '');
}

/**
 * The body that an operation takes, as text; none for those that take none. The credential of the app
 * stands in it where the document's example has one.
 */
export function bodyFor(
  operation: ApiOperation,
  document: ApiDocument | undefined,
  credential: { id: string; secret: string },
): string | undefined {
  const body = operation.description?.body;
  if (!body || !document || (WITHOUT_BODY.includes(operation.method) && !body.required))
    return undefined;
  const { example } = body;
  if (typeof example !== 'object' || example === null || !('client_id' in example))
    return exampleText(document, body);
  const own = { client_id: credential.id, ...('client_secret' in example && { client_secret: credential.secret }) }; // prettier-ignore
  return exampleText(document, { ...body, example: { ...example, ...own } });
}

/** The call of an operation at the API's own address. @param body its text, if it has one */
export function callOf(
  api: DescribedApi,
  operation: ApiOperation,
  document: ApiDocument | undefined,
  typed: Typed['fields'],
  body: string | undefined,
): ProgramCall {
  const valueOf = (each: Parameter) => typed[keyOf(each)] || exampleFor(document, each);
  const fields = fieldsOf(operation, api).filter((each) => each.required || typed[keyOf(each)]);
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const field = fields.find((each) => each.in === 'path' && each.name === name);
    return encodeURIComponent(field ? valueOf(field) : name);
  });
  const query = fields
    .filter((each) => each.in === 'query')
    .map((each) => `${encodeURIComponent(each.name)}=${encodeURIComponent(valueOf(each))}`);
  const headers = fields.filter((each) => each.in === 'header');
  const type = operation.description?.body?.type ?? '';
  return {
    method: operation.method,
    url: api.publicUrl.replace(/\/$/, '') + path + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers: Object.fromEntries(
      headers.map((each) => [each.name, valueOf(each).replace(NOT_IN_HEADER, '')]),
    ),
    ...(body !== undefined && { body: { type: type.replace(NOT_IN_HEADER, ''), text: body } }),
  };
}
