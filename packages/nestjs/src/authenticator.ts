import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from './caller.js';
import { type GatehouseOptions, OPTIONS } from './options.js';
import { Proofs } from './proofs.js';
import { TokenVerifier } from './token-verifier.js';

/** What of a request tells who sends it; Express and Fastify both have it. */
export interface IncomingRequest {
  method: string;
  /** Path and query, as they were sent. */
  originalUrl: string;
  headers: Record<string, string | string[] | undefined>;
}

/** Why a request is not authenticated. */
export type Refusal =
  /** No token at all. */
  | { refused: 'missing' }
  | { refused: 'invalid_token'; scheme: 'Bearer' | 'DPoP' }
  | { refused: 'invalid_dpop_proof' };

/** Authenticates by the `Authorization` header: a bearer token, or one with a proof (RFC 9449 §7). */
@Injectable()
export class Authenticator {
  private readonly proofs = new Proofs();
  private readonly origin: string;

  constructor(
    @Inject(OPTIONS) { audience }: GatehouseOptions,
    private readonly tokens: TokenVerifier,
  ) {
    this.origin = new URL(audience).origin;
  }

  /** @throws 503 when Gatehouse cannot be asked */
  async authenticate(request: IncomingRequest): Promise<{ caller: Caller } | Refusal> {
    const { authorization } = request.headers;
    const parts = /^(bearer|dpop)(?: +(\S*))?$/i.exec(String(authorization ?? ''));
    if (!parts) return { refused: 'missing' };
    const [, scheme = '', token = ''] = parts;
    const isBearer = scheme.toLowerCase() === 'bearer';
    const found = await this.tokens.verify(token);
    if (!found) return { refused: 'invalid_token', scheme: isBearer ? 'Bearer' : 'DPoP' };
    const { caller, keyThumbprint } = found;
    if (keyThumbprint === undefined && isBearer) return { caller };
    // Each in its own scheme: taking a bound token as a bearer token would undo the binding.
    if (keyThumbprint === undefined || isBearer)
      return { refused: 'invalid_token', scheme: 'DPoP' };
    const isProven = await this.isProven(request, token, keyThumbprint);
    return isProven ? { caller } : { refused: 'invalid_dpop_proof' };
  }

  /** The URL is below our own name: never the Host header. */
  private async isProven(
    { method, originalUrl, headers }: IncomingRequest,
    token: string,
    keyThumbprint: string,
  ): Promise<boolean> {
    const proof = headers.dpop;
    const [path = ''] = originalUrl.split('?');
    const url = this.origin + path;
    if (typeof proof !== 'string' || !URL.canParse(url)) return false;
    return this.proofs.use(proof, { method, url, token, keyThumbprint });
  }
}
