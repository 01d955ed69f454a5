import type { ConsumerApi } from '../../api/types';
import type { ProgramCall } from '../programs';
import type { ApiOperation } from './api-operations';
import type { ApiDocument, Parameter } from './document';
import { exampleOf, exampleText, plain } from './examples';

/** What a header may be called (RFC 9110 §5.1), and never hold. */
const HEADER_NAME = /^[A-Za-z0-9-]{1,64}$/;
const NOT_IN_HEADER = /[^\x20-\x7e]/g;
/** What OpenAPI itself leaves to others (§4.8.12.1), and what carries the credential. */
const NOT_OURS = ['accept', 'content-type', 'authorization'];
const WITHOUT_BODY = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'];

/** The parameters that somebody fills in: those of the path, and all that the document wants. */
export function fieldsOf(operation: ApiOperation, { keyHeader }: ConsumerApi): Parameter[] {
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
  const isAsked = ({ in: place, name, required }: Parameter) =>
    required && (place === 'query' || (place === 'header' && isOwnHeader(name, keyHeader)));
  return [...inPath, ...described.filter(isAsked)];
}

function isOwnHeader(name: string, keyHeader: string): boolean {
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

/** The call of an operation at the API's own address. @param valueOf what a field holds */
export function callOf(
  api: ConsumerApi,
  operation: ApiOperation,
  document: ApiDocument | undefined,
  valueOf: (parameter: Parameter) => string,
): ProgramCall {
  const fields = fieldsOf(operation, api);
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const field = fields.find((each) => each.in === 'path' && each.name === name);
    return encodeURIComponent(field ? valueOf(field) : name);
  });
  const query = fields
    .filter((each) => each.in === 'query')
    .map((each) => `${encodeURIComponent(each.name)}=${encodeURIComponent(valueOf(each))}`);
  const headers = fields.filter((each) => each.in === 'header');
  const body = operation.description?.body;
  return {
    method: operation.method,
    url: api.publicUrl.replace(/\/$/, '') + path + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers: Object.fromEntries(
      headers.map((each) => [each.name, valueOf(each).replace(NOT_IN_HEADER, '')]),
    ),
    ...(body &&
      document &&
      !(WITHOUT_BODY.includes(operation.method) && !body.required) && {
        body: { type: body.type.replace(NOT_IN_HEADER, ''), text: exampleText(document, body) },
      }),
  };
}
