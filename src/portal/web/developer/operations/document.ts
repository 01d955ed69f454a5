/** A schema of OpenAPI 3.0 or 3.1, as far as it is shown. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  example?: unknown;
  examples?: unknown[];
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  nullable?: boolean;
  readOnly?: boolean;
  deprecated?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  description: string;
  schema: Schema;
  example?: unknown;
}

/** A body that is sent or answered, in one media type. */
export interface Content {
  type: string;
  schema?: Schema;
  example?: unknown;
}

/** What the document says about an operation. */
export interface Description {
  operationId: string;
  summary: string;
  /** Whether it says itself that no credential is needed. */
  isPublic: boolean;
  /** What it takes to call it, and whether a login alone may: Gatehouse's own document says so. */
  scopes: string[];
  isForLogins: boolean;
  description: string;
  tag?: string;
  deprecated: boolean;
  parameters: Parameter[];
  body?: Content & { description: string; required: boolean };
  answers: { status: string; description: string; content?: Content }[];
}

type Members = Record<string, unknown>;

/** So many references may lead from one to the next. */
const LONGEST_CHAIN = 20;
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** An OpenAPI document of an API. Whatever in it is not as it should be is left out. */
export class ApiDocument {
  constructor(private readonly document: Members) {}

  /** What the API is, in the words of its provider. */
  get about(): string {
    return text(members(this.document.info)?.description);
  }

  /** Every operation by method and whole path: `GET /v1/charges`. @param basePath `/` for none */
  descriptions(basePath: string): Map<string, Description> {
    const base = basePath === '/' ? '' : basePath;
    const found = new Map<string, Description>();
    for (const [template, part] of Object.entries(members(this.document.paths) ?? {})) {
      const item = this.resolve(part);
      for (const method of METHODS) {
        const operation = members(item?.[method]);
        if (item && operation)
          found.set(`${method.toUpperCase()} ${base}${template}`, this.describe(item, operation));
      }
    }
    return found;
  }

  /** What stands in place of a reference; nothing when it leads nowhere. */
  resolve(part: unknown): Members | undefined {
    let found = members(part);
    for (let step = 0; found && typeof found.$ref === 'string'; step += 1) {
      if (step > LONGEST_CHAIN) return undefined;
      found = members(this.pointedAt(found.$ref));
    }
    return found;
  }

  /** The schema itself: what it refers to, with the parts that it is made of put together. */
  schema(part: Schema | undefined): Schema {
    return this.merged(this.resolve(part) ?? {}, 0);
  }

  private merged(raw: Members, depth: number): Schema {
    const own = cleaned(raw);
    const parts = depth < LONGEST_CHAIN ? list(raw.allOf) : [];
    if (parts.length === 0) return own;
    const all = parts.map((part) => this.merged(this.resolve(part) ?? {}, depth + 1)).concat(own);
    const properties = all.flatMap((each) => (each.properties ? [each.properties] : []));
    return {
      ...(Object.assign({}, ...all) as Schema),
      ...(properties.length > 0 && {
        properties: Object.assign({}, ...properties) as Schema['properties'],
      }),
      required: all.flatMap(({ required = [] }) => required),
    };
  }

  private describe(item: Members, operation: Members): Description {
    const body = this.resolve(operation.requestBody);
    const content = this.contentOf(body);
    const [tag] = list(operation.tags);
    return {
      operationId: text(operation.operationId),
      summary: text(operation.summary),
      isPublic: Array.isArray(operation.security) && operation.security.length === 0,
      scopes: list(operation['x-scopes']).map(text),
      isForLogins: operation['x-own-login'] === true,
      description: text(operation.description ?? item.description),
      tag: text(tag) || undefined,
      deprecated: operation.deprecated === true,
      parameters: this.parametersOf(item, operation),
      body: content && {
        ...content,
        description: text(body?.description),
        required: body?.required === true,
      },
      answers: Object.entries(members(operation.responses) ?? {}).map(([status, part]) => {
        const answer = this.resolve(part);
        return { status, description: text(answer?.description), content: this.contentOf(answer) };
      }),
    };
  }

  /** Those of the path, and those of the operation in place of them. */
  private parametersOf(item: Members, operation: Members): Parameter[] {
    const found = new Map<string, Parameter>();
    for (const part of [...list(item.parameters), ...list(operation.parameters)]) {
      const raw = this.resolve(part);
      const parameter = raw && this.toParameter(raw);
      if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
    return [...found.values()];
  }

  private toParameter(raw: Members): Parameter | undefined {
    const place = (['path', 'query', 'header', 'cookie'] as const).find((each) => each === raw.in);
    if (!place || typeof raw.name !== 'string') return undefined;
    const content = this.contentOf(raw);
    return {
      name: raw.name,
      in: place,
      required: raw.required === true || place === 'path',
      description: text(raw.description),
      schema: this.schema((members(raw.schema) as Schema | undefined) ?? content?.schema),
      example: raw.example ?? this.firstExample(raw) ?? content?.example,
    };
  }

  /** What the author names first of JSON and a form, where there is a choice. */
  private contentOf(part: Members | undefined): Content | undefined {
    const contents = Object.entries(members(part?.content) ?? {});
    const [type, raw] =
      contents.find(([name]) => /[/+]json\b|x-www-form-urlencoded/i.test(name)) ??
      contents[0] ??
      [];
    const content = members(raw);
    if (type === undefined || !content) return undefined;
    return {
      type,
      schema: members(content.schema) as Schema | undefined,
      example: content.example ?? this.firstExample(content),
    };
  }

  private firstExample(part: Members): unknown {
    const [first] = Object.values(members(part.examples) ?? {});
    return this.resolve(first)?.value;
  }

  /** What a fragment such as `#/components/schemas/Charge` points at (RFC 6901 §6). */
  private pointedAt(reference: string): unknown {
    if (!reference.startsWith('#/')) return undefined;
    let found: unknown = this.document;
    for (const word of decoded(reference.slice(2)).split('/')) {
      const name = word.replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
        return undefined;
      found = (found as Members)[name];
    }
    return found;
  }
}

/** The name of a schema that is referred to: `Charge`. */
export function nameOf(schema: Schema | undefined): string | undefined {
  return typeof schema?.$ref === 'string' ? decoded(schema.$ref.split('/').pop() ?? '') : undefined;
}

/** Members of another kind than OpenAPI has them are left out. */
function cleaned(raw: Members): Schema {
  const variants = (part: unknown) =>
    Array.isArray(part) ? (part.filter((each) => members(each)) as Schema[]) : undefined;
  const clean = {
    ...raw,
    description: text(raw.description) || undefined,
    title: text(raw.title) || undefined,
    properties: members(raw.properties),
    required: Array.isArray(raw.required) ? raw.required.map(String) : undefined,
    enum: Array.isArray(raw.enum) ? raw.enum : undefined,
    items: members(raw.items),
    oneOf: variants(raw.oneOf),
    anyOf: variants(raw.anyOf),
  };
  return Object.fromEntries(
    Object.entries(clean).filter(([, member]) => member !== undefined),
  ) as Schema;
}

function members(part: unknown): Members | undefined {
  return typeof part === 'object' && part !== null && !Array.isArray(part)
    ? (part as Members)
    : undefined;
}

function list(part: unknown): unknown[] {
  return Array.isArray(part) ? part : [];
}

function text(part: unknown): string {
  return typeof part === 'string' ? part.trim() : '';
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
