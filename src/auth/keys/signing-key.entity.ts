import { Entity } from 'typeorm';
import { Id, Json, OptionalTime, Text, Time } from '../../database/columns.js';

/** `next` is published before it signs; `retired` stays published while its tokens live. */
export type SigningKeyState = 'next' | 'current' | 'retired';

/** A key pair that signs tokens with ES256. */
@Entity('signing_key')
export class SigningKeyRow {
  @Id() kid: string;
  @Json() publicJwk: Record<string, string>;
  /** PKCS #8, sealed under the master key. */
  @Text(1024) sealedPrivateKey: string;
  @Text(16) state: SigningKeyState;
  @Time() createdAt: Date;
  @OptionalTime() retiredAt: Date | null;
}

/** A key pair that signs ID tokens with RS256, for the apps that read nothing else. */
@Entity('rsa_signing_key')
export class RsaSigningKeyRow {
  @Id() kid: string;
  @Json() publicJwk: Record<string, string>;
  /** PKCS #8, sealed under the master key. */
  @Text(4096) sealedPrivateKey: string;
  @Text(16) state: SigningKeyState;
  @Time() createdAt: Date;
  @OptionalTime() retiredAt: Date | null;
}
