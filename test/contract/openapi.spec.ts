/** @database sqlite */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../../src/app.setup.js';
import { TOKEN_PROFILES } from '../../src/oauth/token-profiles.js';
import { testbed } from '../support/testbed.js';

/** What a summary begins with: the standard verbs, and what has no other name. */
const VERBS = ['Accept', 'Activate', 'Add', 'Answer', 'Change', 'Confirm', 'Create', 'Delete', 'Disable', 'Enable', 'Enter', 'Get', 'Introspect', 'List', 'Log', 'Preview', 'Refresh', 'Register', 'Remove', 'Request', 'Restore', 'Revoke', 'Send', 'Set', 'Sign', 'Start', 'Update', 'Watch']; // prettier-ignore

const CONTRACT = join(__dirname, '../../src/portal/web/api/openapi.json');

interface Described {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { description?: string }[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<
    string,
    { $ref?: string; description?: string; content?: Record<string, { schema?: object }> }
  >;
}

/** The scheme of the tokens. */
interface Scheme {
  flows?: { clientCredentials?: { scopes?: Record<string, string> } };
}

describe('the contract that the portal is built on', () => {
  const bed = testbed();

  it('tells of every operation how it is secured', () => {
    const open = Object.entries(openApiDocument(bed.app).paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { security?: unknown }>)
        .filter(([, operation]) => !operation.security)
        .map(([method]) => `${method} ${path}`),
    );
    expect(open).toEqual([]);
  });

  it('says of every operation what it does, by a verb first, and puts it into one described group', () => {
    const document = openApiDocument(bed.app);
    const groups = (document.tags ?? []).filter(({ description }) => description);
    expect(groups.map(({ name }) => name)).toEqual(['Developer', 'Administration', 'Partner', 'OAuth', 'Portal', 'System', 'Sample']); // prettier-ignore
    const unclear = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Described>)
        .filter(
          ([, { summary = '', description, tags = [] }]) =>
            !VERBS.includes(summary.split(' ')[0] ?? '') ||
            summary.endsWith('.') ||
            !description?.endsWith('.') ||
            tags.length !== 1 ||
            !groups.some(({ name }) => name === tags[0]),
        )
        .map(([method]) => `${method} ${path}`),
    );
    expect(unclear).toEqual([]);
  });

  it('describes every parameter, shows every body, and has a schema for every error', () => {
    const { paths, components } = openApiDocument(bed.app);
    const named = components?.responses as unknown as Described['responses'];
    const poor = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Described>)
        .filter(([, { parameters = [], requestBody, responses }]) => {
          const bodies = Object.values(requestBody?.content ?? {});
          const errors = Object.entries(responses)
            .filter(([status]) => /^[45]/.test(status))
            .map(([, answer]) => named[answer.$ref?.split('/').pop() ?? ''] ?? answer);
          return (
            parameters.some(({ description }) => !description) ||
            bodies.some(({ example }) => !example || JSON.stringify(example).includes('"text"')) ||
            errors.length === 0 ||
            errors.some(({ content }) => !Object.values(content ?? {})[0]?.schema)
          );
        })
        .map(([method]) => `${method} ${path}`),
    );
    expect(poor).toEqual([]);
  });

  it('describes an answer of every operation, and what every scope opens', () => {
    const { paths, components } = openApiDocument(bed.app);
    const silent = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Described>)
        .filter(([, { responses }]) => {
          const [, success] =
            Object.entries(responses).find(([status]) => /^[23]/.test(status)) ?? [];
          return !success?.description;
        })
        .map(([method]) => `${method} ${path}`),
    );
    expect(silent).toEqual([]);
    const scheme = components?.securitySchemes?.token as Scheme | undefined;
    const scopes = scheme?.flows?.clientCredentials?.scopes ?? {};
    expect(scopes).toMatchObject({
      backend: 'Everything below backend.',
      'backend.app.create': 'Create an app for a user.',
      openid: 'An ID token, which says who the user is.',
    });
    expect(Object.values(scopes).filter((text) => !text)).toEqual([]);
  });

  it('names the server by its own address, and no other system', () => {
    const document = openApiDocument(bed.app);
    expect(document.servers).toEqual([{ url: bed.url }]);
    expect(JSON.stringify(document)).not.toMatch(/coopcycle|cyclr|gogox|fusio/i);
  });

  it('names what is sent CreateX or UpdateX, and answers X', () => {
    const names = Object.keys(openApiDocument(bed.app).components?.schemas ?? {});
    expect(names.filter((name) => /Dto|Body$|^New|Update$/.test(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['CreateApp', 'UpdateApp', 'App', 'AppWithSecret'])); // prettier-ignore
  });

  it('names every parameter that a token endpoint reads, and which grant type wants it', () => {
    const document = openApiDocument(bed.app) as { paths: Record<string, any> };
    const bodyAt = (path: string) => {
      const { content } = document.paths[path].post.requestBody;
      return content['application/x-www-form-urlencoded'].schema;
    };
    const everywhere = ['client_id', 'client_secret', 'grant_type', 'scope', 'resource'];
    const keys = ['client_assertion', 'client_assertion_type'];
    const person = ['username', 'password', 'otp'];
    const names = (path: string) => Object.keys(bodyAt(path).properties).sort();
    expect(names('/oauth2/token')).toEqual([...everywhere, ...keys].sort());
    const third = [...everywhere, ...keys, ...person, 'refresh_token'];
    expect(names('/oauth/token')).toEqual(third.sort());
    const code = ['code', 'redirect_uri', 'code_verifier', 'device_code', 'audience'];
    const exchange = ['subject_token', 'subject_token_type', 'requested_token_type'];
    const actor = ['actor_token', 'actor_token_type'];
    expect(names('/authorization/token')).toEqual(
      [...third, ...code, ...exchange, ...actor].sort(),
    );
    const { properties, required } = bodyAt('/authorization/token');
    expect(required).toEqual(['grant_type']);
    expect(properties.grant_type.enum).toEqual(Object.keys(TOKEN_PROFILES.authorization.grants));
    expect(properties.code_verifier.description).toContain('authorization_code');
    expect(bodyAt('/oauth2/token').properties.grant_type.enum).toEqual(['client_credentials']);
  });

  it('is fresh: after a change of an operation, `npm run openapi` was run', () => {
    const now = JSON.parse(JSON.stringify(openApiDocument(bed.app))) as { paths: object };
    // `scripts/openapi.mjs` leaves out what a typed client cannot name: any rest of a path, and the server of the moment.
    const paths = Object.entries(now.paths).filter(([path]) => !path.endsWith('/{path}'));
    const expected = { ...now, servers: [{ url: '/' }], paths: Object.fromEntries(paths) };
    expect(JSON.parse(readFileSync(CONTRACT, 'utf8'))).toEqual(expected);
  });
});
