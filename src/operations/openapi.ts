import type { OpenAPIObject } from '@nestjs/swagger';
import { hasEntityTag } from '../common/entity-tag.js';
import type { Catalogue, OperationEntry } from './catalogue.js';

const TOKEN = 'token';

/** The groups of operations, in the order in which a reader meets them. */
const TAGS = {
  Developer: 'Your user account, and your apps, tokens and sessions.',
  Administration: 'Users, roles, scopes, apps, settings and the audit log of the whole server.',
  Partner: 'The accounts of a partner, and who belongs to them.',
  OAuth: 'The authorization server: OAuth 2.0, OpenID Connect and their metadata.',
  Portal: 'What the pages of the portal call for the user who is signed in.',
  System: 'Health, version and metrics of the server.',
  Sample: 'A small API that shows how operations are protected.',
};

/**
 * Writes each operation's name and the scopes it needs into the document.
 * @param basePath the path below which the host has us
 */
export function describeOperations(
  document: OpenAPIObject,
  catalogue: Catalogue,
  basePath: string,
): OpenAPIObject {
  for (const entry of catalogue.entries) {
    const path = entry.path.replace(/:(\w+)/g, '{$1}');
    const methods = document.paths[path] as Record<string, Described | undefined> | undefined;
    const described = methods?.[entry.method.toLowerCase()];
    if (described) Object.assign(described, securityOf(entry));
    if (methods) describeTags(methods);
  }
  document.tags = Object.entries(TAGS).map(([name, description]) => ({ name, description }));
  document.components = {
    ...document.components,
    securitySchemes: {
      [TOKEN]: {
        type: 'oauth2',
        description: 'A token whose scope covers the operation’s name.',
        flows: {
          clientCredentials: {
            tokenUrl: `${basePath}/authorization/token`,
            scopes: scopesOf(catalogue),
          },
        },
      },
    },
  };
  return document;
}

interface Described {
  parameters?: { name: string; in: string }[];
  responses?: Record<string, Answer | undefined>;
}

interface Answer {
  description: string;
  headers?: object;
  content?: Record<string, { schema?: { $ref?: string } }>;
}

/** What a read answers with an entity tag, a change may be bound to (RFC 9110 §13.1.1). */
function describeTags(methods: Record<string, Described | undefined>): void {
  for (const { responses = {} } of Object.values(methods).filter((each) => each !== undefined))
    for (const answer of Object.values(responses).filter(isTagged)) answer.headers = ETAG;
  if (!isTagged(methods.get?.responses?.['200'])) return;
  for (const change of [methods.put, methods.delete].filter((each) => each !== undefined)) {
    const others = (change.parameters ?? []).filter(({ name }) => name !== IF_MATCH.name);
    change.parameters = [...others, IF_MATCH];
    change.responses = { ...change.responses, '412': CHANGED };
  }
}

function isTagged(answer: Answer | undefined): answer is Answer {
  const kind = answer?.content?.['application/json']?.schema?.$ref?.split('/').pop();
  return kind !== undefined && hasEntityTag(kind);
}

const ETAG = {
  ETag: { description: 'Names this state, for If-Match.', schema: { type: 'string' } },
};
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the state that the change may replace.',
  schema: { type: 'string' },
};
const CHANGED = {
  description: 'It was changed meanwhile; `changedBy` and `changedAt` tell by whom and when.',
};

function securityOf({ name, public: isPublic, scopes }: OperationEntry): Record<string, unknown> & {
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
