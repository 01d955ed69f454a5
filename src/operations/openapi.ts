import type { OpenAPIObject } from '@nestjs/swagger';
import type { Catalogue, OperationEntry } from './catalogue.js';

const TOKEN = 'token';

/** Writes each operation's name and the scopes it needs into the document. */
export function describeOperations(document: OpenAPIObject, catalogue: Catalogue): OpenAPIObject {
  for (const entry of catalogue.entries) {
    const path = entry.path.replace(/:(\w+)/g, '{$1}');
    const methods = document.paths[path] as Record<string, Described | undefined> | undefined;
    const described = methods?.[entry.method.toLowerCase()];
    if (described) Object.assign(described, securityOf(entry));
    // The path-insertion form (RFC 8414 §3.1) is the same operation under any longer path.
    const longer = document.paths[`${path}/{path}`]?.get;
    if (longer) longer.security = securityOf(entry).security;
  }
  document.components = {
    ...document.components,
    securitySchemes: {
      [TOKEN]: {
        type: 'oauth2',
        description: 'A token whose scope covers the operation’s name.',
        flows: {
          clientCredentials: { tokenUrl: '/authorization/token', scopes: scopesOf(catalogue) },
        },
      },
    },
  };
  return document;
}

type Described = Record<string, unknown>;

function securityOf({ name, public: isPublic, scopes }: OperationEntry): Described & {
  security: Record<string, string[]>[];
} {
  if (isPublic) return { operationId: name, security: [] };
  return {
    operationId: name,
    security: [{ [TOKEN]: scopes }],
    'x-scopes': scopes,
  };
}

function scopesOf(catalogue: Catalogue): Record<string, string> {
  return Object.fromEntries(catalogue.scopeNames().map((name) => [name, `Opens ${name}`]));
}
