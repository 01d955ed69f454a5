import { createHash, randomBytes } from 'node:crypto';
import { expectStatus, type Person, type TestApp } from './cast.js';
import type { Testbed } from './testbed.js';
import { type Answer, type Message, Wire } from './wire.js';

export const CALLBACK = 'https://app.example.org/callback';

/** A verifier and its S256 challenge (RFC 7636 §4). */
export function pkce(verifier = randomBytes(32).toString('base64url')) {
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** An authorization request as it should be; members that are undefined are left out. */
export function authorizeUrl(
  app: Pick<TestApp, 'appKey'>,
  wishes: Record<string, string | undefined> = {},
): string {
  const parameters = {
    client_id: app.appKey,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'deliveries',
    state: 'some state',
    code_challenge: pkce().challenge,
    code_challenge_method: 'S256',
    ...wishes,
  };
  const sent = Object.entries(parameters).filter((pair): pair is [string, string] => !!pair[1]);
  return `/authorization/authorize?${new URLSearchParams(sent).toString()}`;
}

/** A person's browser: it keeps the portal's cookie and says where it comes from. */
export class Browser {
  cookie?: string;

  constructor(
    private readonly bed: Pick<Testbed, 'url' | 'wire'>,
    private readonly wire: Wire = bed.wire,
  ) {}

  async signIn({ username, password }: Pick<Person, 'username' | 'password'>): Promise<void> {
    const answer = await this.send('POST', '/portal/session', { body: { username, password } });
    expectStatus(201, answer);
    this.cookie = String(answer.headers['set-cookie']).split(';')[0];
  }

  send(method: string, path: string, message: Message = {}): Promise<Answer> {
    const headers = {
      origin: this.bed.url,
      ...(this.cookie && { cookie: this.cookie }),
      ...message.headers,
    };
    return this.wire.send(method, path, { ...message, headers });
  }

  /** Follows the authorization endpoint to the consent page, and tells the request's id. */
  async ask(url: string): Promise<string> {
    const { headers } = expectStatus(303, await this.send('GET', url));
    const id = new RegExp(`^${this.bed.url}/consent/(\\w+)$`).exec(headers.location ?? '')?.[1];
    if (!id) throw new Error(`Sent to ${headers.location} and not to the consent page.`);
    return id;
  }

  see(id: string): Promise<Answer> {
    return this.send('GET', `/portal/consent/${id}`);
  }

  decide(id: string, decision: 'allow' | 'deny', scopes: string[] = []): Promise<Answer> {
    return this.send('POST', `/portal/consent/${id}`, { body: { decision, scopes } });
  }

  /** Goes to the end of the way, allowing everything, and tells what the app gets. */
  async allow(url: string): Promise<URLSearchParams> {
    const id = await this.ask(url);
    const scopes = expectStatus(200, await this.see(id)).body.scopes.map(
      ({ name }: { name: string }) => name,
    );
    const { body } = expectStatus(200, await this.decide(id, 'allow', scopes));
    return answerAt(body.redirectTo);
  }
}

/** The answer in a redirect's query. */
export function answerAt(url: string | undefined): URLSearchParams {
  return new URL(url ?? '').searchParams;
}
