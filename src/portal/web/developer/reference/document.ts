import { useQuery } from '@tanstack/react-query';
import { portalFetch } from '../../api/http';
import { basePath } from '../../base';

/** The parts of OpenAPI that the reference shows. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface RawOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema; example?: unknown }> };
  responses?: Record<string, Answer>;
}

interface Answer {
  $ref?: string;
  description?: string;
}

interface Document {
  info?: { title?: string; description?: string };
  paths: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema>; responses?: Record<string, Answer> };
  security?: Record<string, string[]>[];
}

/** One operation, as the reference lists it. */
export interface ApiOperation {
  id: string;
  method: string;
  path: string;
  group: string;
  summary: string;
  description: string;
  public: boolean;
  scopes: string[];
  parameters: Parameter[];
  /** The media type and an example of the body; unset when it takes none. */
  body?: { type: string; example: string; schema: Schema };
  responses: { status: string; description: string }[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** The API that apps call comes first, what Gatehouse itself consists of after it. */
const LAST = ['authorization', 'oauth', 'oauth2', 'consumer', 'portal', 'partner', 'backend', 'system', 'metrics', '.well-known']; // prettier-ignore

/** The operations of our own OpenAPI document. */
export function useApiDocument() {
  return useQuery({
    queryKey: ['api.docs'],
    queryFn: async () =>
      operationsOf((await (await portalFetch(`${basePath}/api/docs.json`)).json()) as Document),
    staleTime: Infinity,
  });
}

function operationsOf(document: Document): ApiOperation[] {
  const found = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, raw]) => toOperation(document, path, method, raw)),
  );
  const rank = ({ group }: ApiOperation) => LAST.indexOf(group);
  return found.toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}

function toOperation(
  document: Document,
  path: string,
  method: string,
  raw: RawOperation,
): ApiOperation {
  const words = path.split('/').filter(Boolean);
  const security = raw.security ?? document.security ?? [];
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    group: (words[0] === 'api' ? words[1] : words[0]) ?? 'api',
    summary: raw.summary?.replace(/\.$/, '') ?? '',
    description: raw.description ?? '',
    public: !security.length || security.some((way) => !Object.keys(way).length),
    scopes: [...new Set(security.flatMap((way) => Object.values(way).flat()))],
    parameters: raw.parameters ?? [],
    body: bodyOf(document, raw),
    responses: Object.entries(raw.responses ?? {}).map(([status, { $ref, description = '' }]) => ({
      status,
      description:
        document.components?.responses?.[$ref?.split('/').pop() ?? '']?.description ?? description,
    })),
  };
}

function bodyOf(document: Document, raw: RawOperation): ApiOperation['body'] {
  const contents = Object.entries(raw.requestBody?.content ?? {});
  const [type, content] =
    contents.find(([name]) => name === 'application/json') ?? contents[0] ?? [];
  if (!type || !content?.schema) return undefined;
  const schema = resolve(document, content.schema);
  return { type, schema, example: JSON.stringify(content.example ?? {}, null, 2) };
}

/** The schema itself, where it is named elsewhere or made of parts. */
function resolve(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').pop();
  if (name) return resolve(document, document.components?.schemas?.[name] ?? {});
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((part) => resolve(document, part));
  return {
    ...schema,
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Record<
      string,
      Schema
    >,
    required: parts.flatMap(({ required }) => required ?? []),
  };
}
