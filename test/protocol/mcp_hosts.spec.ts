/** @database sqlite */
import { DocumentFetcher } from '../../src/auth/clients/document-fetcher.js';
import { authorizeUrl, Browser, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { ClientServer } from '../support/client-server.js';
import { testbed } from '../support/testbed.js';

/** The one host that the test's certificate is for. */
const ADDRESS = 'https://client.example/host.json';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** What the large MCP hosts send when they register, and where the answer shall go. */
const REGISTRATIONS: [host: string, asked: string, sent: object][] = [
  [
    'Claude',
    'https://claude.ai/api/mcp/auth_callback',
    {
      client_name: 'Claude',
      client_uri: 'https://claude.ai',
      logo_uri: null,
      redirect_uris: ['https://claude.ai/api/mcp/auth_callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
      scope: 'deliveries offline_access',
    },
  ],
  [
    'Claude Code',
    'http://localhost:54545/callback',
    {
      client_name: 'Claude Code (gatehouse)',
      redirect_uris: ['http://localhost:54545/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
  ],
  [
    'ChatGPT',
    'https://chatgpt.com/connector_platform_oauth_redirect',
    {
      client_name: 'ChatGPT',
      redirect_uris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
      grant_types: ['authorization_code', 'refresh_token', JWT_BEARER],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: null,
    },
  ],
  [
    'Cursor',
    'cursor://anysphere.cursor-mcp/oauth/callback',
    {
      client_name: 'Cursor',
      redirect_uris: [
        'cursor://anysphere.cursor-mcp/oauth/callback',
        'https://www.cursor.com/agents/mcp/oauth/callback',
        'http://localhost:8787/callback',
      ],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: '',
    },
  ],
  [
    'Visual Studio Code',
    'http://127.0.0.1:33418/',
    {
      client_name: 'Visual Studio Code',
      client_uri: 'https://code.visualstudio.com',
      redirect_uris: [
        'https://insiders.vscode.dev/redirect',
        'https://vscode.dev/redirect',
        'http://127.0.0.1/',
        'http://127.0.0.1:33418/',
      ],
      grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      scope: '',
    },
  ],
  [
    'MCP Inspector',
    'http://localhost:6274/oauth/callback',
    {
      client_name: 'MCP Inspector',
      client_uri: 'https://github.com/modelcontextprotocol/inspector',
      redirect_uris: ['http://localhost:6274/oauth/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: 'backend consumer deliveries partner tasks openid profile email offline_access',
    },
  ],
];

/** What they write into documents, which nobody here can change. */
const DOCUMENTS: [host: string, asked: string, members: object][] = [
  [
    'Claude',
    'http://localhost:50100/callback',
    {
      client_name: 'Claude Code',
      client_uri: 'https://claude.ai',
      redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token', JWT_BEARER],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
  ],
  [
    'ChatGPT',
    'https://chatgpt.com/connector/oauth/abc123',
    {
      client_name: 'ChatGPT',
      redirect_uris: ['https://chatgpt.com/connector/oauth/abc123'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      token_endpoint_auth_signing_alg: 'RS256',
      jwks_uri: 'https://chatgpt.com/oauth/jwks.json',
    },
  ],
  [
    'Visual Studio Code',
    'http://127.0.0.1:61001/',
    {
      client_name: 'Visual Studio Code',
      redirect_uris: ['http://127.0.0.1/', 'https://vscode.dev/redirect', 'vscode://callback'],
      grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      scope: '',
      jwks: null,
      contacts: [],
    },
  ],
  [
    'Cursor',
    'cursor://anysphere.cursor-mcp/oauth/callback',
    {
      client_name: 'Cursor',
      redirect_uris: [
        'cursor://anysphere.cursor-mcp/oauth/callback',
        'file:///home/ada/callback',
        'http://localhost:8787/callback',
      ],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
  ],
];

describe('the large MCP hosts end in a token', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const server = new ClientServer();
  let person: Person;

  beforeAll(async () => {
    await server.start();
    await cast.setting('oauth.dynamic_registration', 'open');
    await cast.setting('oauth.redirect_schemes', ['cursor']);
    person = await cast.developer();
  });
  afterAll(() => server.stop());
  afterEach(() => jest.restoreAllMocks());

  /** From the authorization request to a refreshed token that opens the API. */
  const walk = async (client_id: string, redirect_uri: string) => {
    const browser = new Browser(bed);
    await browser.signIn(person);
    const { verifier, challenge } = pkce();
    // RFC 8707, which MCP asks for.
    const wishes = { redirect_uri, code_challenge: challenge, resource: bed.url };
    const id = await browser.ask(authorizeUrl({ appKey: client_id }, wishes));
    const page = expectStatus(200, await browser.see(id)).body;
    expect(page).toMatchObject({ unapproved: true, redirectUri: redirect_uri });
    const { body } = expectStatus(200, await browser.decide(id, 'allow', ['deliveries']));
    expect(body.redirectTo.startsWith(redirect_uri)).toBe(true);
    const first = expectStatus(
      200,
      await bed.wire.post('/authorization/token', {
        form: {
          grant_type: 'authorization_code',
          client_id,
          code: new URL(body.redirectTo).searchParams.get('code') ?? '',
          code_verifier: verifier,
          redirect_uri,
          resource: bed.url,
        },
      }),
    ).body;
    const { refresh_token } = first;
    const form = { grant_type: 'refresh_token', client_id, refresh_token, resource: bed.url };
    const { access_token: token } = expectStatus(
      200,
      await bed.wire.post('/authorization/token', { form }),
    ).body;
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
  };

  it.each(REGISTRATIONS)('%s, by registering itself', async (_, redirect_uri, sent) => {
    const { body: metadata } = await bed.wire.get('/.well-known/oauth-authorization-server');
    const path = new URL(metadata.registration_endpoint).pathname;
    const client = expectStatus(201, await bed.wire.post(path, { body: sent })).body;
    expect(client).toMatchObject({
      client_name: (sent as { client_name: string }).client_name,
      redirect_uris: (sent as { redirect_uris: string[] }).redirect_uris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    });
    expect(client.scope.split(' ')).toContain('deliveries');
    expect(client.scope.split(' ')).not.toContain('backend');
    await walk(client.client_id, redirect_uri);
  });

  it.each(DOCUMENTS)('%s, by the document that describes it', async (host, asked, members) => {
    jest.spyOn(bed.app.get(DocumentFetcher), 'fetch').mockImplementation(server.fetch);
    const client_id = ADDRESS.replace('host', host.replaceAll(' ', '-'));
    server.json({ client_id, ...members });
    await walk(client_id, asked);
  });

  it('and one whose scheme was taken back is told so, not sent there', async () => {
    jest.spyOn(bed.app.get(DocumentFetcher), 'fetch').mockImplementation(server.fetch);
    const [, asked = '', members = {}] = DOCUMENTS.find(([host]) => host === 'Cursor') ?? [];
    const client_id = ADDRESS.replace('host', 'taken-back');
    server.json({ client_id, ...members });
    await cast.setting('oauth.redirect_schemes', []);
    const url = (redirect_uri: string) => authorizeUrl({ appKey: client_id }, { redirect_uri });
    expectStatus(400, await bed.wire.get(url(asked)));
    expectStatus(400, await bed.wire.get(url('file:///home/ada/callback')));
    expectStatus(303, await bed.wire.get(url('http://localhost:8787/callback')));
  });
});
