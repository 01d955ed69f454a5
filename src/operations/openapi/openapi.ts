import type { OpenAPIObject } from '@nestjs/swagger';
import { hasEntityTag } from '../../common/entity-tag.js';
import { IDENTITY_SCOPES } from '../../oauth/scope.js';
import type { Catalogue, OperationEntry } from '../catalogue.js';
import type { KnownPaths } from '../known-paths.js';
import type { Answer, Described, Reference, Schemas } from './described.js';
import { errorAnswers } from './error-answers.js';
import { ERROR_ANSWERS, ERROR_SCHEMAS } from './error-components.js';
import { exampleOf, exemplify } from './examples.js';
import { describePathParameters } from './parameters.js';

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
 * Completes the framework's document by what is known of every operation.
 * @param basePath the path below which the host has us
 */
export function describeOperations(
  document: OpenAPIObject,
  catalogue: Catalogue,
  paths: KnownPaths,
  basePath: string,
): OpenAPIObject {
  const schemas = { ...document.components?.schemas, ...ERROR_SCHEMAS } as Schemas;
  exemplify(schemas);
  for (const entry of catalogue.entries) {
    const path = entry.path.replace(/:(\w+)/g, '{$1}');
    const methods = document.paths[path] as Record<string, Described | undefined> | undefined;
    const described = methods?.[entry.method.toLowerCase()];
    if (!methods || !described) continue;
    Object.assign(described, securityOf(entry));
    describePathParameters(path, described);
    describeTags(methods);
    describeRestrictions(entry, described);
    describeSuccess(entry, described);
    for (const body of Object.values(described.requestBody?.content ?? {}))
      body.example ??= exampleOf(body.schema, schemas);
    const facts = {
      entry,
      described,
      schemas,
      isProtocol: paths.factsOf(entry.path).oauthErrors === true,
    };
    described.responses = { ...described.responses, ...errorAnswers(facts) };
  }
  document.tags = Object.entries(TAGS).map(([name, description]) => ({ name, description }));
  Object.assign(document, {
    components: {
      ...document.components,
      schemas,
      responses: ERROR_ANSWERS,
      securitySchemes: { [TOKEN]: tokenScheme(basePath, describeScopes(catalogue, document)) },
    },
  });
  return withoutSuffix(document);
}

/** Names the schemas by what they describe: the suffix of a class is no part of the API. */
function withoutSuffix(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document).replace(/(#\/components\/schemas\/\w+)Dto"/g, '$1"');
  const renamed = JSON.parse(text) as OpenAPIObject;
  const schemas = Object.entries(renamed.components?.schemas ?? {});
  return {
    ...renamed,
    components: {
      ...renamed.components,
      schemas: Object.fromEntries(schemas.map(([name, each]) => [name.replace(/Dto$/, ''), each])),
    },
  };
}

/** What a read answers with an entity tag, a change may be bound to (RFC 9110 §13.1.1). */
function describeTags(methods: Record<string, Described | undefined>): void {
  for (const { responses = {} } of Object.values(methods).filter((each) => each !== undefined))
    for (const answer of Object.values(responses).filter(isTagged)) answer.headers = ETAG;
  if (!isTagged(methods.get?.responses?.['200'])) return;
  for (const change of [methods.put, methods.delete].filter((each) => each !== undefined)) {
    const others = (change.parameters ?? []).filter(({ name }) => name !== IF_MATCH.name);
    change.parameters = [...others, IF_MATCH];
  }
}

function isTagged(answer: Answer | Reference | undefined): answer is Answer {
  if (!answer || '$ref' in answer) return false;
  const kind = answer.content?.['application/json']?.schema?.$ref?.split('/').pop();
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

/** Says which tokens are not enough, which a scope does not tell. */
function describeRestrictions(
  { public: isPublic, ownLogin, confirmed, perAccount }: OperationEntry,
  described: Described,
): void {
  const sentences = [
    described.description,
    perAccount && !isPublic && 'A token for one account works here.',
    ownLogin && 'Only for a login of the user, not for apps or personal access tokens.',
    confirmed && 'The user must have confirmed who they are in the last ten minutes.',
  ];
  described.description = sentences.filter(Boolean).join(' ');
}

/** Says of a success what it means, where its handler does not. */
function describeSuccess({ method }: OperationEntry, { responses = {} }: Described): void {
  for (const [status, answer] of Object.entries(responses))
    if (answer && !('$ref' in answer)) answer.description ||= meaningOf(method, status, answer);
}

function meaningOf(method: string, status: string, { content = {} }: Answer): string {
  if (status === '201') return 'It was created.';
  if (status === '204') return 'It was done; the answer has no body.';
  if (method !== 'GET') return 'It was done.';
  const [body] = Object.values(content);
  return /Page(Dto)?$/.test(body?.schema?.$ref ?? '')
    ? 'One page of the list.'
    : 'What was asked for.';
}

function securityOf({ name, public: isPublic, ownLogin, scopes }: OperationEntry) {
  if (isPublic) return { operationId: name, security: [] };
  return {
    operationId: name,
    security: [{ [TOKEN]: scopes }],
    'x-scopes': scopes,
    ...(ownLogin && { 'x-own-login': true }),
  };
}

/** What each scope opens: the one operation that needs it, or all that are below it. */
function describeScopes(catalogue: Catalogue, document: OpenAPIObject): Record<string, string> {
  const operations = Object.values(document.paths).flatMap(
    (methods) => Object.values(methods) as Described[],
  );
  const summaries = new Map(operations.map((each) => [each.operationId, each.summary]));
  const names = catalogue.scopeNames().map((name) => {
    const summary = summaries.get(name);
    return [name, summary ? `${summary}.` : `Everything below ${name}.`];
  });
  const identity = IDENTITY_SCOPES.map((name) => [name, IDENTITY[name]]);
  return Object.fromEntries([...names, ...identity]) as Record<string, string>;
}

const IDENTITY: Record<string, string> = {
  openid: 'An ID token, which says who the user is.',
  profile: 'The name of the user.',
  email: 'The e-mail address of the user.',
  offline_access: 'A refresh token.',
};

function tokenScheme(basePath: string, scopes: Record<string, string>) {
  const tokenUrl = `${basePath}/authorization/token`;
  return {
    type: 'oauth2',
    description: 'A token whose scope covers the operation’s name.',
    flows: {
      authorizationCode: {
        authorizationUrl: `${basePath}/authorization/authorize`,
        tokenUrl,
        refreshUrl: tokenUrl,
        scopes,
      },
      clientCredentials: { tokenUrl, scopes },
    },
  };
}
