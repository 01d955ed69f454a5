import type { ApiDocument, Content, Schema } from './document';

/** Deeper, an example is longer than anybody reads. */
const DEEPEST = 4;

/**
 * An example of a body, as text.
 * @param isAnswer whether it is answered: then it has every member, also those that cannot be sent
 */
export function exampleText(
  document: ApiDocument,
  { schema, example, type }: Content,
  isAnswer = false,
): string {
  const value = example ?? exampleOf(document, schema, 0, isAnswer);
  if (typeof value === 'string' && !/[/+]json\b/i.test(type)) return value;
  if (/x-www-form-urlencoded/i.test(type) && typeof value === 'object' && value !== null)
    return new URLSearchParams(
      Object.entries(value).map(([name, each]): [string, string] => [name, plain(each)]),
    ).toString();
  return JSON.stringify(value, null, 2) ?? '';
}

/** A value as it stands in a path, a query or a header. */
export function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain).join(',');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** A value of this kind: the document's own example where it has one. */
export function exampleOf(
  document: ApiDocument,
  part: Schema | undefined,
  depth = 0,
  isAnswer = false,
): unknown {
  const schema = document.schema(part);
  const [own] = Array.isArray(schema.examples) ? schema.examples : [];
  const [first] = schema.enum ?? [];
  const given = schema.example ?? own ?? schema.const ?? schema.default ?? first;
  if (given !== undefined) return given;
  const variant = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (variant && !schema.properties) return depth > DEEPEST ? null : exampleOf(document, variant, depth + 1, isAnswer); // prettier-ignore
  const [type] = [schema.type].flat().filter((each) => each !== 'null');
  if (type === 'object' || schema.properties) return exampleObject(document, schema, depth, isAnswer); // prettier-ignore
  if (type === 'array')
    return depth > DEEPEST || !schema.items
      ? []
      : [exampleOf(document, schema.items, depth + 1, isAnswer)];
  return exampleScalar(schema, type);
}

/** With the required members; with all of them where nothing is said. */
function exampleObject(
  document: ApiDocument,
  schema: Schema,
  depth: number,
  isAnswer: boolean,
): unknown {
  if (depth > DEEPEST) return {};
  const all = Object.entries(schema.properties ?? {}).filter(
    ([, each]) => isAnswer || !document.schema(each).readOnly,
  );
  const required = isAnswer ? [] : all.filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(
    (required.length > 0 ? required : all.slice(0, isAnswer ? 40 : 12)).map(([name, each]) => [
      name,
      exampleOf(document, each, depth + 1, isAnswer),
    ]),
  );
}

const TEXTS: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  email: 'ada@example.org',
  uri: 'https://example.org',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
};

function exampleScalar({ format = '', minimum }: Schema, type: string | undefined): unknown {
  if (type === 'integer' || type === 'number') return Math.max(minimum ?? 1, 1);
  if (type === 'boolean') return true;
  if (type === 'string') return TEXTS[format] ?? 'string';
  return type === 'null' ? null : {};
}
