/** @database sqlite */
import { documentAddressFault } from '../../src/auth/clients/document-address.js';
import { DocumentFetcher, fetchDocument } from '../../src/auth/clients/document-fetcher.js';
import { publicLookup } from '../../src/auth/clients/public-lookup.js';
import { authorizeUrl, Browser, pkce } from '../support/browser.js';
import { ClientServer } from '../support/client-server.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import { claimsOf } from '../support/wire.js';

const ADDRESS = 'https://client.example/oauth/client.json';
const CALLBACK = 'http://127.0.0.1/callback';
const HOUR_MS = 3_600_000;
describe('client ID metadata documents', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const server = new ClientServer();
  let person: Person;
  const document = {
    client_id: ADDRESS,
    client_name: 'The Bank',
    redirect_uris: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'deliveries',
  };

  beforeAll(async () => {
    await server.start();
    person = await cast.developer();
  });
  afterAll(() => server.stop());
  afterEach(() => jest.restoreAllMocks());

  /** Lets the server find client.example; nothing else of the way is replaced. */
  const reachable = () => {
    const fetcher = bed.app.get(DocumentFetcher);
    return jest.spyOn(fetcher, 'fetch').mockImplementation(server.fetch);
  };
  const forget = () => bed.clock.advance(25 * HOUR_MS);
  const ask = (clientId: string, wishes: Record<string, string> = {}) =>
    bed.wire.get(authorizeUrl({ appKey: clientId }, { redirect_uri: CALLBACK, ...wishes }));
  const signedIn = async () => {
    const browser = new Browser(bed);
    await browser.signIn(person);
    return browser;
  };

  it('are advertised', async () => {
    const { body } = await bed.wire.get('/.well-known/oauth-authorization-server');
    expect(body.client_id_metadata_document_supported).toBe(true);
  });

  it('let a client that nobody registered act for a person, from consent to refresh', async () => {
    reachable();
    server.json(document);
    const browser = await signedIn();
    const { verifier, challenge } = pkce();
    const wishes = { redirect_uri: 'http://127.0.0.1:50001/callback', code_challenge: challenge };
    const url = authorizeUrl({ appKey: ADDRESS }, wishes);
    const id = await browser.ask(url);
    const page = expectStatus(200, await browser.see(id)).body;
    expect(page).toMatchObject({
      app: { name: 'client.example', firstParty: false },
      unapproved: true,
      loopback: true,
    });
    expect(JSON.stringify(page)).not.toContain('The Bank');
    const { body } = expectStatus(200, await browser.decide(id, 'allow', ['deliveries']));
    const form = {
      grant_type: 'authorization_code',
      client_id: ADDRESS,
      code: new URL(body.redirectTo).searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: wishes.redirect_uri,
    };
    const tokens = expectStatus(200, await bed.wire.post('/authorization/token', { form })).body;
    expect(claimsOf(tokens.access_token)).toMatchObject({
      client_id: ADDRESS,
      sub: person.id,
      scope: 'deliveries',
    });
    const token = tokens.access_token;
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(403, await bed.wire.get('/api/tasks', { token }));
    const grants = await bed.wire.get('/consumer/grant', { token: person.token });
    expect(grants.body.entry).toContainEqual(
      expect.objectContaining({ app: { key: ADDRESS, name: 'client.example' } }),
    );
    const refresh = {
      grant_type: 'refresh_token',
      client_id: ADDRESS,
      refresh_token: tokens.refresh_token,
    };
    expectStatus(200, await bed.wire.post('/authorization/token', { form: refresh }));
  });

  it('name the signature of their ID tokens, and where people go after signing out', async () => {
    reachable();
    const client_id = 'https://client.example/rs256.json';
    const signedOut = 'https://client.example/signed-out';
    server.json({
      ...document,
      client_id,
      scope: 'openid',
      id_token_signed_response_alg: 'RS256',
      post_logout_redirect_uris: [signedOut],
    });
    const browser = await signedIn();
    const { verifier, challenge } = pkce();
    const wishes = { redirect_uri: CALLBACK, scope: 'openid', code_challenge: challenge };
    const code = (await browser.allow(authorizeUrl({ appKey: client_id }, wishes))).get('code');
    const form = {
      grant_type: 'authorization_code',
      client_id,
      code: code ?? '',
      code_verifier: verifier,
      redirect_uri: CALLBACK,
    };
    const { body } = expectStatus(200, await bed.wire.post('/authorization/token', { form }));
    const [head = ''] = body.id_token.split('.');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString()).alg).toBe('RS256');
    const wish = { idTokenHint: body.id_token, postLogoutRedirectUri: signedOut };
    const left = await browser.send('POST', '/portal/logout', { body: wish });
    expect(expectStatus(200, left).body).toEqual({ redirectTo: signedOut });
  });

  it('keep to the grant types that they name', async () => {
    reachable();
    const client_id = 'https://client.example/code-alone.json';
    server.json({ ...document, client_id, grant_types: ['authorization_code'] });
    const browser = await signedIn();
    const { verifier, challenge } = pkce();
    const wishes = { code_challenge: challenge, redirect_uri: 'http://127.0.0.1:50001/callback' };
    const url = authorizeUrl({ appKey: client_id }, wishes);
    const id = await browser.ask(url);
    expect(expectStatus(200, await browser.see(id)).body.offline).toBe(false);
    const { body } = expectStatus(200, await browser.decide(id, 'allow', ['deliveries']));
    const form = {
      grant_type: 'authorization_code',
      client_id,
      code: new URL(body.redirectTo).searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: wishes.redirect_uri,
    };
    const tokens = expectStatus(200, await bed.wire.post('/authorization/token', { form })).body;
    expect(tokens).not.toHaveProperty('refresh_token');
    const device = await bed.wire.post('/authorization/device', { form: { client_id } });
    expect([device.status, device.body.error]).toEqual([400, 'unauthorized_client']);
  });

  it('may have a long address, and what is done by it is in the audit', async () => {
    reachable();
    const client_id = `https://client.example/${'long/'.repeat(20)}client.json`;
    const scope = 'backend.role.create';
    server.json({ ...document, client_id, scope });
    const browser = new Browser(bed);
    await browser.signIn(await cast.holderOf(['authorization', scope]));
    const { verifier, challenge } = pkce();
    const redirect_uri = CALLBACK;
    const wishes = { redirect_uri, code_challenge: challenge, scope };
    const answer = await browser.allow(authorizeUrl({ appKey: client_id }, wishes));
    const grant = { grant_type: 'authorization_code', code: answer.get('code') ?? '' };
    const form = { ...grant, client_id, code_verifier: verifier, redirect_uri };
    const tokens = expectStatus(200, await bed.wire.post('/authorization/token', { form })).body;
    const body = { name: unique('Made by a program'), scopes: [] };
    const made = await bed.wire.post('/backend/role', { token: tokens.access_token, body });
    expectStatus(201, made);
    const audit = await cast.asAdmin('GET', `/backend/audit?search=role:${made.body.id}`);
    expect(client_id).toContain(audit.body.entry[0].appKey);
    expect(audit.body.entry[0].appKey).toContain('https://client.example/long/');
  });

  it('give the client nothing of its own: it has no owner', async () => {
    reachable();
    server.json(document);
    for (const grant_type of ['client_credentials', 'password']) {
      const form = { grant_type, client_id: ADDRESS, username: 'a', password: 'b' };
      const answer = await bed.wire.post('/authorization/token', { form });
      expect([400, 401]).toContain(answer.status);
    }
    const basic: [string, string] = [ADDRESS, 'secret'];
    const form = { grant_type: 'client_credentials' };
    expectStatus(401, await bed.wire.post('/authorization/token', { basic, form }));
  });

  it('allow the redirect URIs that they list, and no other', async () => {
    reachable();
    server.json(document);
    for (const redirect_uri of ['https://evil.example/', 'http://127.0.0.1/other', ADDRESS])
      expectStatus(400, await ask(ADDRESS, { redirect_uri }));
    expectStatus(303, await ask(ADDRESS));
  });

  it.each<[string, object]>([
    ['null and empty members', { scope: '', client_name: null, response_types: [], jwks: null }],
    [
      'grant types that we do not have',
      { grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer'] },
    ],
    [
      'keys elsewhere beside being public',
      {
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
        jwks_uri: 'https://client.example/jwks',
      },
    ],
  ])('may have %s, and end in a token', async (_, members) => {
    reachable();
    forget();
    server.json({ ...document, ...members });
    const browser = await signedIn();
    const { verifier, challenge } = pkce();
    const wishes = { redirect_uri: CALLBACK, code_challenge: challenge, scope: 'deliveries' };
    const answer = await browser.allow(authorizeUrl({ appKey: ADDRESS }, wishes));
    const grant = { grant_type: 'authorization_code', code: answer.get('code') ?? '' };
    const form = { ...grant, client_id: ADDRESS, code_verifier: verifier, redirect_uri: CALLBACK };
    expectStatus(200, await bed.wire.post('/authorization/token', { form }));
  });

  it('are kept as long as their answer allows, an hour at most', async () => {
    reachable();
    forget();
    server.json(document, { 'cache-control': 'max-age=600' });
    const fetches = async () => {
      const before = server.served;
      expectStatus(303, await ask(ADDRESS));
      return server.served - before;
    };
    expect(await fetches()).toBe(1);
    expect(await fetches()).toBe(0);
    bed.clock.advance(601_000);
    server.json(document, { 'cache-control': 'max-age=99999999' });
    expect(await fetches()).toBe(1);
    bed.clock.advance(HOUR_MS - 5_000);
    expect(await fetches()).toBe(0);
    bed.clock.advance(6_000);
    expect(await fetches()).toBe(1);
  });

  it('are fetched once for many who ask at the same moment, and a refusal holds for a minute', async () => {
    reachable();
    forget();
    server.answer = (_, reply) => reply.writeHead(500).end();
    const before = server.served;
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(ADDRESS)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(400));
    expect(server.served - before).toBe(1);
    server.json(document);
    expectStatus(400, await ask(ADDRESS));
    bed.clock.advance(61_000);
    expectStatus(303, await ask(ADDRESS));
  });

  it('count on while the client’s server is down, for a day', async () => {
    reachable();
    forget();
    server.json(document);
    expectStatus(303, await ask(ADDRESS));
    server.answer = (_, reply) => reply.writeHead(503).end();
    bed.clock.advance(2 * HOUR_MS);
    expectStatus(303, await ask(ADDRESS));
    bed.clock.advance(23 * HOUR_MS);
    expectStatus(400, await ask(ADDRESS));
  });

  describe('are refused when they', () => {
    const refused = async (answer: () => void) => {
      reachable();
      forget();
      answer();
      const { text } = expectStatus(400, await ask(ADDRESS));
      expect(text).toContain('No active app has this client_id.');
      expect(text).not.toMatch(/too large|status|JSON|ECONN|secret/);
    };
    const json = (change: object, headers = {}) => server.json({ ...document, ...change }, headers);

    it.each<[string, () => void]>([
      ['name another client', () => json({ client_id: 'https://client.example/other' })],
      ['name none', () => json({ client_id: undefined })],
      ['hold a secret', () => json({ client_secret: 'x' })],
      ['want a secret', () => json({ token_endpoint_auth_method: 'client_secret_basic' })],
      ['turn their name around', () => json({ client_name: 'Bank\u202Exe.' })],
      ['list no redirect URI', () => json({ redirect_uris: [] })],
      ['list a script', () => json({ redirect_uris: ['javascript:alert(1)'] })],
      ['list a plain address', () => json({ redirect_uris: ['http://client.example/'] })],
      ['want to act by themselves', () => json({ grant_types: ['client_credentials'] })],
      ['are a list', () => server.json([document])],
      ['are null', () => server.json(null)],
      ['are no JSON by their type', () => json({}, { 'content-type': 'text/html' })],
      ['are compressed', () => json({}, { 'content-encoding': 'gzip' })],
      ['are larger than 5 KB', () => json({ padding: 'x'.repeat(5 * 1024) })],
    ])('%s', (_, answer) => refused(answer));

    it('lead somewhere else, which is not followed', async () => {
      const seen: (string | undefined)[] = [];
      await refused(() => {
        server.answer = ({ url }, reply) => {
          seen.push(url);
          reply.writeHead(302, { location: '/elsewhere', 'content-type': 'application/json' });
          reply.end(JSON.stringify(document));
        };
      });
      expect(seen).toEqual(['/oauth/client.json']);
    });

    it('never end: after 5 KB the line is cut', async () => {
      let written = 0;
      await refused(() => {
        server.answer = (_, reply) => {
          reply.writeHead(200, { 'content-type': 'application/json' });
          const more = () => {
            while (!reply.destroyed && written < 100_000_000) {
              written += 65_536;
              if (!reply.write(' '.repeat(65_536))) return void reply.once('drain', more);
            }
          };
          more();
        };
      });
      expect(written).toBeLessThan(20_000_000);
    });

    it('drip: after three seconds the line is cut', async () => {
      const began = Date.now();
      await refused(() => {
        server.answer = (_, reply) => {
          reply.writeHead(200, { 'content-type': 'application/json' });
          const drip = setInterval(() => reply.write(' '), 100);
          reply.once('close', () => clearInterval(drip));
        };
      });
      expect(Date.now() - began).toBeLessThan(10_000);
    });
  });

  describe('cannot lead the server into its own network', () => {
    it.each([
      'https://127.0.0.1/client',
      'https://127.1/client',
      'https://2130706433/client',
      'https://0x7f000001/client',
      'https://[::1]/client',
      'https://[::ffff:127.0.0.1]/client',
      'https://169.254.169.254/latest/meta-data',
      'https://10.0.0.1/client',
      'https://localhost/client',
      'https://localhost./client',
      'https://client.example:8443/client',
      'https://client.example:22/client',
      'https://client.example:443/client',
      'https://someone@client.example/client',
      'https://client.example/client#part',
      'https://client.example/client?page=1',
      'https://client.example/a/../client',
      'https://client.example/',
      'https://client.example',
      'https://CLIENT.example/client',
      'https://client.example\\@127.0.0.1/client',
      'http://client.example/client',
      'file:///etc/passwd',
      `https://client.example/${'x'.repeat(600)}`,
    ])('%s is never fetched', async (address) => {
      const fetched = reachable();
      expect(documentAddressFault(address)).toEqual(expect.any(String));
      expectStatus(400, await ask(address));
      expect(fetched).not.toHaveBeenCalled();
    });

    it.each([
      ['127.0.0.1'],
      ['10.1.2.3'],
      ['172.16.0.1'],
      ['192.168.1.1'],
      ['169.254.169.254'],
      ['100.64.0.1'],
      ['0.0.0.0'],
      ['224.0.0.1'],
      ['255.255.255.255'],
      ['::1'],
      ['::'],
      ['fe80::1'],
      ['fd00:ec2::254'],
      ['::ffff:10.0.0.1'],
      ['64:ff9b::a00:1'],
      ['2002:7f00:1::'],
      ['93.184.216.34', '127.0.0.1'],
      [],
    ])('a host that resolves to %s %s is not connected to', async (...addresses: string[]) => {
      const found = addresses.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      const lookup = publicLookup((_, __, answer) => answer(null, found));
      const fetched = fetchDocument(ADDRESS, { lookup });
      await expect(fetched).rejects.toThrow('The host has no public address.');
    });

    it('a public address is handed to the socket as it was looked at', async () => {
      const found = [{ address: '93.184.216.34', family: 4 }];
      const lookup = publicLookup((_, __, answer) => answer(null, found));
      const all = new Promise((resolve) =>
        lookup('client.example', { all: true }, (_, address) => resolve(address)),
      );
      expect(await all).toEqual(found);
      const one = new Promise((resolve) =>
        lookup('client.example', {}, (_, address, family) => resolve([address, family])),
      );
      expect(await one).toEqual(['93.184.216.34', 4]);
    });

    it('a name that does not resolve is refused without a word about why', async () => {
      const { text } = expectStatus(400, await ask('https://nowhere.invalid/client'));
      expect(text).not.toMatch(/ENOTFOUND|EAI_AGAIN|getaddrinfo/);
    });
  });
});
