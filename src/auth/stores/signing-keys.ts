import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { seal, unseal } from '../../common/sealed-box.js';
import { Config, ConfigError } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { ChangeFeed } from '../../database/change-feed.js';
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

  constructor(
    config: Config,
    feed: ChangeFeed,
    private readonly storage: KeyStorage,
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

  /** A published key by its `kid`. */
  find(kid: unknown): SigningKey | undefined {
    return this.keys.find((key) => key.kid === kid);
  }

  /** RFC 7517 §5. */
  jwks(): { keys: Record<string, string>[] } {
    return { keys: this.keys.map(({ publicJwk }) => publicJwk) };
  }

  /** The published next key signs from now on; a new next one is published. */
  async rotate(): Promise<string> {
    await this.storage.rotate(this.generate('next'));
    await this.load();
    return this.current.kid;
  }

  private async load(): Promise<void> {
    const rows = await this.storage.all();
    this.keys = rows.map((row) => this.open(row));
  }

  private open(row: SigningKeyRow): SigningKey {
    const privateKey = createPrivateKey(this.unsealed(row));
    return {
      kid: row.kid,
      state: row.state,
      publicJwk: row.publicJwk,
      privateKey,
      publicKey: createPublicKey(privateKey),
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
