import { createHash } from 'node:crypto';
import { ServiceUnavailableException } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { GatehouseOptions } from './options.js';
import {
  readClaims,
  type TokenClaims,
  TokenVerifier,
  type VerifiedToken,
} from './token-verifier.js';

const LONGEST_TOKEN = 12_288;
const LONGEST_CALL_MS = 3_000;
/** How long an answer is used again; also how long a revoked token may still pass. */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 10_000;

interface Introspection extends TokenClaims {
  active: boolean;
  aud?: string | string[];
  token_type?: string;
}

/** Asks Gatehouse about each token (RFC 7662), at most once in five seconds. */
export class IntrospectionVerifier extends TokenVerifier {
  private readonly answers = new LRUCache<string, Promise<VerifiedToken | undefined>>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_MS,
  });

  constructor(private readonly options: GatehouseOptions) {
    super();
  }

  async verify(token: string): Promise<VerifiedToken | undefined> {
    if (token.length > LONGEST_TOKEN) return undefined;
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.answers.get(digest);
    const answer = known ?? this.ask(token);
    if (!known) this.remember(digest, answer);
    const verified = await answer;
    const { expiresAt = Infinity } = verified?.caller ?? {};
    return expiresAt * 1000 > Date.now() ? verified : undefined;
  }

  /** Requests that arrive together share one question; a failure is not kept. */
  private remember(digest: string, answer: Promise<VerifiedToken | undefined>): void {
    this.answers.set(digest, answer);
    answer.catch(() => this.answers.delete(digest));
  }

  private async ask(token: string): Promise<VerifiedToken | undefined> {
    const { issuer, audience, introspection } = this.options;
    const credentials = `${introspection?.clientId}:${introspection?.clientSecret}`;
    const answer = await fetch(`${issuer}/authorization/introspect`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams({ token }),
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_CALL_MS),
    }).catch(() => undefined);
    if (answer?.status !== 200)
      throw new ServiceUnavailableException('The token issuer cannot be asked.');
    const claims = (await answer.json()) as Introspection;
    if (claims.active !== true) return undefined;
    const audiences = [claims.aud ?? []].flat();
    if (isApiKey(token, claims)) return readClaims(claims, { mayLast: true });
    return audiences.includes(audience) ? readClaims(claims) : undefined;
  }
}

/**
 * An API key is sent as it is, to any API that its scopes are for: it has no audience of its own, and
 * perhaps no end. Access tokens are JWTs (RFC 9068), and a personal token acts for a person.
 */
function isApiKey(token: string, { token_type, sub, client_id }: Introspection): boolean {
  const actsForItself = sub === client_id;
  return token_type === 'Bearer' && actsForItself && token.split('.').length !== 3;
}
