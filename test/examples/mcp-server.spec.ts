/** @database sqlite */
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  auth,
  type OAuthClientProvider,
  UnauthorizedError,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {
  OAuthClientInformationMixed,
  OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js';
import { AppModule } from '../../examples/mcp-server/src/app.module.js';
import { DocumentFetcher } from '../../src/auth/clients/document-fetcher.js';
import { Browser } from '../support/browser.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { freePort, testbed } from '../support/testbed.js';
import { claimsOf, Wire } from '../support/wire.js';

const CALLBACK = 'http://127.0.0.1:53682/callback';

/** An MCP host's memory, and the browser it opens. */
class Host implements OAuthClientProvider {
  information?: OAuthClientInformationMixed;
  saved?: OAuthTokens;
  opened?: URL;
  private verifier = '';

  constructor(readonly clientMetadataUrl?: string) {}

  readonly redirectUrl = CALLBACK;
  readonly clientMetadata = {
    client_name: 'An MCP host',
    redirect_uris: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    scope: undefined as string | undefined,
  };
  state = () => 'the host’s state';
  clientInformation = () => this.information;
  saveClientInformation = (information: OAuthClientInformationMixed) => {
    this.information = information;
  };
  tokens = () => this.saved;
  saveTokens = (tokens: OAuthTokens) => {
    this.saved = tokens;
  };
  redirectToAuthorization = (url: URL) => {
    this.opened = url;
  };
  saveCodeVerifier = (verifier: string) => {
    this.verifier = verifier;
  };
  codeVerifier = () => this.verifier;
}

describe('an MCP server behind the guard package', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let mcp: NestFastifyApplication;
  let resource: string;
  let person: Person;

  beforeAll(async () => {
    resource = `http://127.0.0.1:${await freePort()}/mcp`;
    mcp = await NestFactory.create<NestFastifyApplication>(
      AppModule.forRoot({ issuer: bed.url, audience: resource, realm: 'notes' }),
      new FastifyAdapter(),
      { logger: false },
    );
    await mcp.listen(Number(new URL(resource).port), '127.0.0.1');
    const scope = { name: 'notes', description: 'Reads and keeps your notes.' };
    expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body: scope }));
    const body = { name: 'Notes', url: resource, scopes: [] };
    expectStatus(201, await cast.asAdmin('POST', '/backend/app', { body }));
    person = await cast.holderOf(['notes', 'consumer', 'authorization']);
  });
  afterAll(() => mcp.close());

  /** Registered in the portal beforehand. */
  const registeredHost = async () => {
    const owner = await cast.holderOf(['notes', 'consumer', 'authorization']);
    const facts = { owner, type: 'public' as const, redirectUris: [CALLBACK], scopes: ['notes'] };
    const host = new Host();
    host.information = { client_id: (await cast.app(facts)).appKey, issuer: bed.url };
    return host;
  };

  const connect = async (host: OAuthClientProvider, options = {}) => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    const wishes = { authProvider: host, ...options };
    const transport = new StreamableHTTPClientTransport(new URL(resource), wishes);
    return { client, transport, connecting: client.connect(transport) };
  };

  /** The host meets the 401, opens a browser, a person agrees, and the host comes back. */
  const walk = async (host: Host, options = {}) => {
    const first = await connect(host, options);
    await expect(first.connecting).rejects.toBeInstanceOf(UnauthorizedError);
    const { opened } = host;
    if (!opened) throw new Error('The host opened no browser.');
    const browser = new Browser(bed);
    await browser.signIn(person);
    const answer = await browser.allow(opened.pathname + opened.search);
    expect(answer.get('state')).toBe('the host’s state');
    expect(answer.get('iss')).toBe(bed.url);
    await first.transport.finishAuth(answer.get('code') ?? '');
    return opened;
  };

  const call = async (client: Client, name: string, given = {}) => {
    const { content } = await client.callTool({ name, arguments: given });
    return (content as { text: string }[]).map(({ text }) => text);
  };

  it('tells a client without a token where the metadata is', async () => {
    const wire = new Wire(new URL(resource).origin);
    const { headers } = expectStatus(401, await wire.post('/mcp', { body: {} }));
    const [, metadata = ''] =
      /resource_metadata="([^"]+)"/.exec(headers['www-authenticate'] ?? '') ?? [];
    expect(metadata).toBe(`${wire.url}/.well-known/oauth-protected-resource/mcp`);
    const { body } = expectStatus(200, await wire.get(new URL(metadata).pathname));
    expect(body).toMatchObject({
      resource,
      authorization_servers: [bed.url],
      scopes_supported: ['notes'],
    });
  });

  it('serves the SDK’s client: metadata, authorization code with PKCE and resource, tool, refresh', async () => {
    const host = await registeredHost();
    const opened = await walk(host);
    expect(opened.searchParams.get('resource')).toBe(resource);
    expect(opened.searchParams.get('code_challenge_method')).toBe('S256');
    expect(claimsOf(host.saved?.access_token ?? '')).toMatchObject({
      aud: resource,
      sub: person.id,
      scope: 'notes',
    });
    const { client, connecting } = await connect(host);
    await connecting;
    expect(await call(client, 'add_note', { text: 'Milk' })).toEqual(['You have 1 notes.']);
    expect(await call(client, 'list_notes')).toEqual(['Milk']);

    const before = host.saved?.access_token;

    expect(await auth(host, { serverUrl: resource })).toBe('AUTHORIZED');
    expect(host.saved?.access_token).not.toBe(before);
    expect(claimsOf(host.saved?.access_token ?? '').aud).toBe(resource);
    expect(await call(client, 'list_notes')).toEqual(['Milk']);
    await client.close();
  });

  it('serves a client that describes itself, which nobody registered', async () => {
    const address = 'https://host.example/client.json';
    const host = new Host(address);
    const text = JSON.stringify({ ...host.clientMetadata, client_id: address });
    const fetched = { text, cacheControl: '' };
    jest.spyOn(bed.app.get(DocumentFetcher), 'fetch').mockResolvedValue(fetched);
    const opened = await walk(host);
    expect(opened.searchParams.get('client_id')).toBe(address);
    const { client, connecting } = await connect(host);
    await connecting;
    expect(await call(client, 'list_notes')).toEqual(['Milk']);
    await client.close();
    jest.restoreAllMocks();
  });

  it('serves a client that registers itself with an initial access token', async () => {
    await cast.setting('oauth.dynamic_registration', 'token');
    const maker = await cast.holderOf(['notes', 'backend.initial_access']);
    const request = { token: maker.token, body: { scopes: ['notes'] } };
    const { token } = expectStatus(
      201,
      await bed.wire.post('/backend/initial_access', request),
    ).body;
    const host = new Host();
    // The SDK has no place for the token, so it comes in with the request.
    const withToken: typeof fetch = (url, init) => {
      const headers = new Headers(init?.headers);
      if (String(url).endsWith('/register')) headers.set('authorization', `Bearer ${token}`);
      return fetch(url, { ...init, headers });
    };
    host.clientMetadata.scope = 'notes';
    await walk(host, { fetch: withToken });
    expect(host.information?.client_id).toMatch(/^gate_app_/);
    const { client, connecting } = await connect(host);
    await connecting;
    expect(await call(client, 'list_notes')).toEqual(['Milk']);
    await client.close();
  });

  it('takes no token for another audience, and passes none on', async () => {
    const { token } = person;
    const wire = new Wire(new URL(resource).origin);
    const refused = expectStatus(401, await wire.post('/mcp', { token, body: {} }));
    expect(refused.headers['www-authenticate']).toContain('error="invalid_token"');
    const host = await registeredHost();
    await walk(host);
    const ours = { token: host.saved?.access_token };
    expectStatus(401, await bed.wire.get('/authorization/whoami', ours));
  });

  it('serves an app that acts for itself (the client credentials extension)', async () => {
    const app = await cast.app({
      owner: await cast.holderOf(['notes', 'consumer', 'authorization']),
      scopes: ['notes'],
    });
    const provider = new ClientCredentialsProvider({
      clientId: app.appKey,
      clientSecret: app.appSecret,
      expectedIssuer: bed.url,
    });
    const { client, connecting } = await connect(provider);
    await connecting;
    expect(await call(client, 'list_notes')).toEqual([]);
    await client.close();
  });
});
