import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { seal, unseal } from '../../common/sealed-box.js';
import { Config, ConfigError } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { ChangeFeed } from '../../database/change-feed.js';
import { LONGEST_TOKEN_LIFE } from '../../oauth/token-profiles.js';
import type { Claims, IdTokenAlgorithm } from '../../oauth/ports.js';
import { KeyStorage, type NewKey, type StoredKey } from './key-storage.js';
import type { SigningKeyState } from './signing-key.entity.js';

const WRONG_KEY =
  'The master key does not open this database: SECRET_KEY, SECRET_KEY_FILE or secret.key in DATA_DIR ' +
  'must be the one that it was made with (docs/deploy.md says what to do when that one is lost)';

/** A key pair, ready for use: parsing it for every token would cost ten times the signature. */
export interface SigningKey {
  kid: string;
  alg: IdTokenAlgorithm;
  state: SigningKeyState;
  publicJwk: Record<string, string>;
  publicKey: KeyObject;
  privateKey: KeyObject;
  createdAt: Date;
  retiredAt?: Date;
}

const RSA_BITS = 2048;
const makePair = promisify(generateKeyPair);

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
 * The keys of each algorithm: one signs, the next one is published already, retired ones stay
 * published while tokens they signed may live. A verifier that caches our keys therefore never meets
 * an unknown one. Those of RS256 sign ID tokens alone, and are made when an app reads nothing else.
 */
@Injectable()
export class SigningKeys implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(SigningKeys.name);
  private readonly sealingKey: Buffer;
  private keys: SigningKey[] = [];
  private readonly listeners: (() => void)[] = [];
  /** The first RSA keys, while they are being made. */
  private making?: Promise<void>;

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
    await this.fill('ES256');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  /** The key that signs access tokens. */
  get current(): SigningKey {
    const key = this.currentOf('ES256');
    if (!key) throw new Error('There is no current signing key.');
    return key;
  }

  /** The key that signs with this algorithm; it is made if need be. */
  async ready(alg: IdTokenAlgorithm): Promise<SigningKey> {
    if (alg === 'RS256' && !this.currentOf(alg)) await this.makeRsa();
    return this.currentOf(alg) ?? this.current;
  }

  /** Has the keys of this algorithm made before they are needed. */
  prepare(alg: IdTokenAlgorithm): void {
    void this.ready(alg).catch(() => undefined);
  }

  /** Waits for keys that are being made. */
  async settled(): Promise<void> {
    await this.making?.catch(() => undefined);
  }

  /** All that are published: of each algorithm, newest first. */
  get published(): SigningKey[] {
    const oldest = this.clock.now() - LONGEST_TOKEN_LIFE * 1000 - SKEW_MS;
    return this.keys.filter(({ retiredAt }) => !retiredAt || retiredAt.getTime() > oldest);
  }

  /** A published key by its `kid`. */
  find(kid: unknown): SigningKey | undefined {
    return this.published.find((key) => key.kid === kid);
  }

  /** RFC 7517 §5. */
  async jwks(): Promise<{ keys: Record<string, string>[] }> {
    await this.settled();
    return { keys: this.published.map(({ publicJwk }) => publicJwk) };
  }

  /** Calls back whenever the keys were read anew: what one of them has signed is in doubt then. */
  onReload(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The published next keys sign from now on; new next ones are published. @returns those that sign */
  async rotate(): Promise<SigningKey[]> {
    const fresh = this.signing().map(({ alg }) => this.generate(alg, 'next'));
    await this.storage.rotate(await Promise.all(fresh));
    await this.load();
    return this.signing();
  }

  /** The key and all that it signed count no more; another one signs if it did. @returns whether it was there */
  async revoke(kid: string): Promise<boolean> {
    const known = (await this.storage.all()).find((key) => key.kid === kid);
    if (!known) return false;
    const isThere = await this.storage.revoke(kid, await this.generate(known.alg, 'next'));
    await this.load();
    return isThere;
  }

  private signing(): SigningKey[] {
    return this.keys.filter(({ state }) => state === 'current');
  }

  private currentOf(alg: IdTokenAlgorithm): SigningKey | undefined {
    return this.signing().find((key) => key.alg === alg);
  }

  private makeRsa(): Promise<void> {
    this.making ??= this.fill('RS256')
      .catch((error: unknown) => {
        this.log.warn({ msg: 'RSA keys were not made', err: error });
        throw error;
      })
      .finally(() => (this.making = undefined));
    return this.making;
  }

  /** Makes the first two keys, unless there are some. */
  private async fill(alg: IdTokenAlgorithm): Promise<void> {
    const states = ['current', 'next'] as const;
    await this.storage.fill(await Promise.all(states.map((state) => this.generate(alg, state))));
    await this.load();
  }

  private async load(): Promise<void> {
    const rows = await this.storage.all();
    this.keys = rows.map((row) => this.open(row));
    for (const listener of this.listeners) listener();
  }

  private open(row: StoredKey): SigningKey {
    const privateKey = createPrivateKey(this.unsealed(row));
    return {
      kid: row.kid,
      alg: row.alg,
      state: row.state,
      publicJwk: row.publicJwk,
      privateKey,
      publicKey: createPublicKey(privateKey),
      createdAt: row.createdAt,
      retiredAt: row.retiredAt ?? undefined,
    };
  }

  private unsealed({ kid, sealedPrivateKey }: StoredKey): string {
    try {
      return unseal(this.sealingKey, kid, sealedPrivateKey);
    } catch {
      throw new ConfigError([WRONG_KEY]);
    }
  }

  private async generate(alg: IdTokenAlgorithm, state: SigningKeyState): Promise<NewKey> {
    const { privateKey, publicKey } =
      alg === 'RS256'
        ? await makePair('rsa', { modulusLength: RSA_BITS })
        : await makePair('ec', { namedCurve: 'P-256' });
    const kid = `key_${randomBytes(12).toString('hex')}`;
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
    return {
      kid,
      alg,
      state,
      publicJwk: { ...jwk, kid, use: 'sig', alg },
      sealedPrivateKey: seal(this.sealingKey, kid, pem),
    };
  }
}
