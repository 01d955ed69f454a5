import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { seal, unseal } from '../../common/sealed-box.js';
import { Config, ConfigError } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { ChangeFeed } from '../../database/change-feed.js';
import { LONGEST_TOKEN_LIFE } from '../../oauth/faces.js';
import type { Claims } from '../../oauth/ports.js';
import { KeyStorage, type NewKey } from './key-storage.js';
import type { SigningKeyRow, SigningKeyState } from './signing-key.entity.js';

const WRONG_KEY =
  'The master key does not open this database: SECRET_KEY, SECRET_KEY_FILE or secret.key in DATA_DIR ' +
  'must be the one that it was made with (docs/deploy.md says what to do when that one is lost)';

/** A key pair, ready for use: parsing it for every token would cost ten times the signature. */
export interface SigningKey {
  kid: string;
  state: SigningKeyState;
  publicJwk: Record<string, string>;
  publicKey: KeyObject;
  privateKey: KeyObject;
  createdAt: Date;
  retiredAt?: Date;
}

/** How far the clocks of two instances may differ, and how late one hears of a rotation. */
const SKEW_MS = 60_000;

/**
 * Whether the key may have signed this: a retired one signs nothing after its retirement, and nothing
 * that lives longer than a token of ours can. Whoever got hold of it gains nothing from it then.
 */
export function maySign({ retiredAt }: SigningKey, { iat, exp }: Claims): boolean {
  if (!retiredAt) return true;
  if (typeof iat !== 'number' || typeof exp !== 'number') return false;
  return iat * 1000 <= retiredAt.getTime() + SKEW_MS && exp - iat <= LONGEST_TOKEN_LIFE;
}

/**
 * The ES256 keys: one signs, the next one is published already, retired ones stay published while
 * tokens they signed may live. A verifier that caches our keys therefore never meets an unknown one.
 */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private readonly log = new Logger(SigningKeys.name);
  private readonly sealingKey: Buffer;
  private keys: SigningKey[] = [];
  private readonly listeners: (() => void)[] = [];

  constructor(
    config: Config,
    feed: ChangeFeed,
    private readonly storage: KeyStorage,
    private readonly clock: Clock,
  ) {
    this.sealingKey = deriveKey(config.masterKey, 'signing keys');
    feed.onChange('signing_key', () => {
      this.load().catch((error: unknown) => this.log.error({ msg: 'Keys not read', err: error }));
    });
  }

  async onModuleInit(): Promise<void> {
    await this.storage.fill(() => this.generate());
    await this.load();
  }

  get current(): SigningKey {
    const key = this.keys.find(({ state }) => state === 'current');
    if (!key) throw new Error('There is no current signing key.');
    return key;
  }

  /** All that are published, newest first. */
  get published(): SigningKey[] {
    const oldest = this.clock.now() - LONGEST_TOKEN_LIFE * 1000 - SKEW_MS;
    return this.keys.filter(({ retiredAt }) => !retiredAt || retiredAt.getTime() > oldest);
  }

  /** A published key by its `kid`. */
  find(kid: unknown): SigningKey | undefined {
    return this.published.find((key) => key.kid === kid);
  }

  /** RFC 7517 §5. */
  jwks(): { keys: Record<string, string>[] } {
    return { keys: this.published.map(({ publicJwk }) => publicJwk) };
  }

  /** Calls back whenever the keys were read anew: what one of them vouched for is in doubt then. */
  onReload(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The published next key signs from now on; a new next one is published. */
  async rotate(): Promise<string> {
    await this.storage.rotate(this.generate('next'));
    await this.load();
    return this.current.kid;
  }

  /** The key and all that it signed count no more; another one signs if it did. @returns whether it was there */
  async revoke(kid: string): Promise<boolean> {
    const isThere = await this.storage.revoke(kid, this.generate('next'));
    await this.load();
    return isThere;
  }

  private async load(): Promise<void> {
    const rows = await this.storage.all();
    this.keys = rows.map((row) => this.open(row));
    for (const listener of this.listeners) listener();
  }

  private open(row: SigningKeyRow): SigningKey {
    const privateKey = createPrivateKey(this.unsealed(row));
    return {
      kid: row.kid,
      state: row.state,
      publicJwk: row.publicJwk,
      privateKey,
      publicKey: createPublicKey(privateKey),
      createdAt: row.createdAt,
      retiredAt: row.retiredAt ?? undefined,
    };
  }

  private unsealed({ kid, sealedPrivateKey }: SigningKeyRow): string {
    try {
      return unseal(this.sealingKey, kid, sealedPrivateKey);
    } catch {
      throw new ConfigError([WRONG_KEY]);
    }
  }

  private generate(state: SigningKeyState = 'current'): NewKey {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kid = `key_${randomBytes(12).toString('hex')}`;
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
    return {
      kid,
      state,
      publicJwk: { ...jwk, kid, use: 'sig', alg: 'ES256' },
      sealedPrivateKey: seal(this.sealingKey, kid, pem),
    };
  }
}
