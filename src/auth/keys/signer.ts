import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { Claims, IdTokenAlgorithm, Signer } from '../../oauth/ports.js';
import { maySign, type SigningKey, SigningKeys } from './signing-keys.js';

/**
 * Signs access tokens with ES256, and ID tokens with what their client reads. KeyObjects, not PEM
 * text: those cost ten times the signature.
 */
@Injectable()
export class JwtSigner implements Signer {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
  ) {}

  sign(claims: Claims, type: 'at+jwt' | 'JWT'): string {
    return this.signWith(this.keys.current, claims, type);
  }

  async identify(claims: Claims, algorithm: IdTokenAlgorithm): Promise<string> {
    return this.signWith(await this.keys.ready(algorithm), claims, 'JWT');
  }

  verify(token: string, type: 'at+jwt' | 'JWT'): Claims | undefined {
    const header = headerOf(token);
    if (header?.typ !== type || 'crit' in header) return undefined;
    const key = this.keys.find(header.kid);
    // RFC 8725 §3.1, §3.11: algorithm and type are ours to say, not the token's.
    if (!key || header.alg !== key.alg) return undefined;
    if (type === 'at+jwt' && key.alg !== 'ES256') return undefined;
    try {
      // Typed as text, yet a KeyObject is what jsonwebtoken works with fastest.
      const secret = key.publicKey as unknown as Buffer;
      const claims = this.jwt.verify<Claims>(token, {
        secret,
        algorithms: [key.alg],
        ignoreExpiration: true,
      });
      return maySign(key, claims) ? claims : undefined;
    } catch {
      return undefined;
    }
  }

  private signWith({ alg, kid, privateKey }: SigningKey, claims: Claims, typ: string): string {
    return this.jwt.sign(claims, { algorithm: alg, privateKey, header: { alg, typ, kid } });
  }
}

function headerOf(token: string): Record<string, unknown> | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  try {
    const text = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8');
    const header: unknown = JSON.parse(text);
    return typeof header === 'object' && header !== null
      ? (header as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
