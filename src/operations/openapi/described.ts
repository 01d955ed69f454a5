/** An operation, as the framework describes it and as the files beside this one complete it. */
export interface Described {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, MediaType> };
  responses?: Record<string, Answer | Reference | undefined>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface MediaType {
  schema?: Schema;
  example?: unknown;
}

export interface Answer {
  description: string;
  headers?: object;
  content?: Record<string, MediaType>;
}

export interface Reference {
  $ref: string;
}

/** The parts of a JSON Schema that are looked at. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  default?: unknown;
  example?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
}

/** The schemas that have a name. */
export type Schemas = Record<string, Schema>;

/** The schema that a reference leads to, or the schema itself. */
export function resolved(schema: Schema | undefined, schemas: Schemas): Schema {
  const name = schema?.$ref?.split('/').pop();
  return (name === undefined ? schema : schemas[name]) ?? {};
}
