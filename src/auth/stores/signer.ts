import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { Claims, Signer } from '../../oauth/ports.js';
import { maySign, SigningKeys } from './signing-keys.js';

/** Signs and checks with ES256. KeyObjects, not PEM text: those cost ten times the signature. */
@Injectable()
export class JwtSigner implements Signer {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
  ) {}

  sign(claims: Claims, type: 'at+jwt' | 'JWT'): string {
    const { kid, privateKey } = this.keys.current;
    return this.jwt.sign(claims, {
      algorithm: 'ES256',
      privateKey,
      header: { alg: 'ES256', typ: type, kid },
    });
  }

  verify(token: string, type: 'at+jwt' | 'JWT'): Claims | undefined {
    const header = headerOf(token);
    // RFC 8725 §3.1, §3.11: algorithm and type are ours to say, not the token's.
    if (header?.alg !== 'ES256' || header.typ !== type || 'crit' in header) return undefined;
    const key = this.keys.find(header.kid);
    if (!key) return undefined;
    try {
      // Typed as text, yet a KeyObject is what jsonwebtoken works with fastest.
      const secret = key.publicKey as unknown as Buffer;
      const claims = this.jwt.verify<Claims>(token, {
        secret,
        algorithms: ['ES256'],
        ignoreExpiration: true,
      });
      return maySign(key, claims) ? claims : undefined;
    } catch {
      return undefined;
    }
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
