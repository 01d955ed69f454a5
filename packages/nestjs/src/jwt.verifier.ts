import { ServiceUnavailableException } from '@nestjs/common';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { GatehouseOptions } from './options.js';
import { readClaims, TokenVerifier, type VerifiedToken } from './token-verifier.js';

const LONGEST_TOKEN = 12_288;
const LONGEST_FETCH_MS = 3_000;

/** Believes a token that Gatehouse signed for us, until it expires (RFC 9068 §4). */
export class JwtVerifier extends TokenVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly options: GatehouseOptions) {
    super();
    // Kept for ten minutes, and read again (at most every thirty seconds) for an unknown key.
    this.keys = createRemoteJWKSet(new URL(`${options.issuer}/.well-known/jwks.json`), {
      timeoutDuration: LONGEST_FETCH_MS,
    });
  }

  async verify(token: string): Promise<VerifiedToken | undefined> {
    if (token.length > LONGEST_TOKEN) return undefined;
    const { issuer, audience } = this.options;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience,
        typ: 'at+jwt',
        algorithms: ['ES256'],
        requiredClaims: ['exp', 'sub', 'client_id'],
      });
      return readClaims(payload);
    } catch (error) {
      if (isAboutTheToken(error)) return undefined;
      throw new ServiceUnavailableException('The keys of the token issuer cannot be read.');
    }
  }
}

/** All other errors are about reading the keys. */
function isAboutTheToken(error: unknown): boolean {
  const isOfJose = error instanceof errors.JOSEError;
  // The plain class is what jose throws for an answer that is no key set.
  return isOfJose && error.code !== 'ERR_JWKS_TIMEOUT' && error.code !== 'ERR_JOSE_GENERIC';
}
