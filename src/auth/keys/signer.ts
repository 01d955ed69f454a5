import { sign } from 'node:crypto';
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
  /** The headers written last, by type: they change with the key. */
  private readonly headers = new Map<string, { kid: string; text: string }>();

  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
  ) {}

  /** Signs without a library's checks of what we wrote ourselves: this is every token's way. */
  sign(claims: Claims, type: 'at+jwt' | 'gate+jwt' | 'JWT'): string {
    const { kid, privateKey } = this.keys.current;
    const text = `${this.headerFor(kid, type)}.${base64url(JSON.stringify(claims))}`;
    // RFC 7518 §3.4: R and S, not the structure that OpenSSL writes by itself.
    const signature = sign('sha256', Buffer.from(text), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${text}.${signature.toString('base64url')}`;
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

  private headerFor(kid: string, typ: string): string {
    const last = this.headers.get(typ);
    if (last?.kid === kid) return last.text;
    const text = base64url(JSON.stringify({ alg: 'ES256', typ, kid }));
    this.headers.set(typ, { kid, text });
    return text;
  }

  private signWith({ alg, kid, privateKey }: SigningKey, claims: Claims, typ: string): string {
    return this.jwt.sign(claims, { algorithm: alg, privateKey, header: { alg, typ, kid } });
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
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
