import { createHash } from 'node:crypto';
import type { DecodedToken, TokenMemory } from '../../src/oauth/tokens/decoded-token.js';
import { AuthorizationServer } from '../../src/oauth/authorization-server.js';
import type { OAuthErrorCode } from '../../src/oauth/errors.js';
import { TOKEN_PROFILES } from '../../src/oauth/token-profiles.js';
import type { Parameters } from '../../src/oauth/parameters.js';
import { InMemory, type TestClient, type TestPerson } from './in-memory.js';
import { proofBy, type TestKey } from '../support/jwt.js';
import { basicHeader } from '../support/wire.js';

/** What a token endpoint answers, in the members that the tests read. */
export interface Tokens {
  access_token: string;
  refresh_token: string;
  id_token: string;
  token_type: string;
  scope: string;
  expires_in: number;
}

/** The parameters of a token request. */
type Wanted = Record<string, string | undefined>;

/** What comes beside the parameters. */
interface Headers {
  authorization?: string;
  dpop?: string;
}

/** The code verifier of every authorization request of the tests (RFC 7636 §4.1). */
export const VERIFIER = 'a-verifier-that-is-long-enough-for-rfc-7636-to-take';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
export const CALLBACK = 'https://app.example/callback';

/** What the core remembers of tokens; no test has so many that one must go. */
function tokens(): TokenMemory {
  const known = new Map<string, DecodedToken>();
  const keep = (digest: string, decoded: DecodedToken) => void known.set(digest, decoded);
  return { get: (digest) => known.get(digest), set: keep, add: keep };
}

/** The protocol core on an adapter of its ports in memory, and the requests that the tests send to it. */
export class Core {
  readonly memory = new InMemory();
  readonly server = new AuthorizationServer(this.memory.ports, tokens());

  /** A request to a token endpoint. */
  async send(
    parameters: Wanted,
    headers: Headers = {},
    endpoint: keyof typeof TOKEN_PROFILES = 'authorization',
  ): Promise<Tokens> {
    const message = { parameters: parameters as Parameters, ...headers };
    return (await this.server.token(TOKEN_PROFILES[endpoint], message)).body as unknown as Tokens;
  }

  /** A token request of an app that authenticates by its secret, or by its name where it has none. */
  token(client: TestClient, parameters: Wanted, headers: Headers = {}): Promise<Tokens> {
    return client.authentication.includes('none')
      ? this.send({ client_id: client.id, ...parameters }, headers)
      : this.send(parameters, { ...headers, authorization: basic(client) });
  }

  own(client: TestClient, parameters: Wanted = {}): Promise<Tokens> {
    return this.token(client, { grant_type: 'client_credentials', ...parameters });
  }

  refresh(client: TestClient, refresh_token: string, more: Wanted = {}): Promise<Tokens> {
    return this.token(client, { grant_type: 'refresh_token', refresh_token, ...more });
  }

  /** The code for what a person granted the client (RFC 6749 §4.1.2). */
  async code(client: TestClient, person: TestPerson, wanted: Wanted = {}): Promise<string> {
    const parameters = authorizationOf(client, wanted);
    const found = await this.server.authorization(parameters, 'take');
    if (found.outcome === 'refused') throw found.error;
    const { request } = found;
    const authTime = Math.floor(this.memory.time / 1000);
    const consent = { scope: request.scope, authTime };
    const url = await this.server.code(request, { client, person }, consent);
    return new URL(url).searchParams.get('code') ?? '';
  }

  /** The tokens for such a code. */
  async tokensFor(client: TestClient, person: TestPerson, wanted: Wanted = {}): Promise<Tokens> {
    return this.redeem(client, await this.code(client, person, wanted));
  }

  redeem(client: TestClient, code: string, more: Wanted = {}, headers?: Headers): Promise<Tokens> {
    const usual = { redirect_uri: CALLBACK, code_verifier: VERIFIER };
    const grant_type = 'authorization_code';
    return this.token(client, { grant_type, code, ...usual, ...more }, headers);
  }

  /** Whether the access token is live. */
  async opens(token: string): Promise<boolean> {
    return (await this.server.verify(token)) !== undefined;
  }

  /** A proof of the key for a request to an endpoint, with the nonce of now (RFC 9449 §4.2). */
  proof(key: TestKey, path: string, claims: Record<string, unknown> = {}): string {
    return proofBy(key, {
      htm: 'POST',
      htu: `${this.memory.ports.issuer}${path}`,
      iat: Math.floor(this.memory.time / 1000),
      ...claims,
    });
  }
}

/** The parameters of a good authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3). */
export function authorizationOf(client: TestClient, wanted: Wanted = {}): Parameters {
  return {
    client_id: client.id,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'deliveries',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...wanted,
  };
}

/** `Basic` with the app's key and secret (RFC 6749 §2.3.1). */
export function basic({ id, secret }: TestClient): string {
  return basicHeader(id, secret);
}

/** Holds a request to the error that the clause names (RFC 6749 §5.2). */
export async function refused(
  request: Promise<unknown>,
  error: OAuthErrorCode,
  status = error === 'invalid_client' ? 401 : 400,
): Promise<void> {
  await expect(request).rejects.toMatchObject({ error, status });
}
