import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../common/clock.js';
import { keyedDigest, PREFIX } from '../common/identifiers.js';
import { Config } from '../config/config.js';
import { deriveKey } from '../config/master-key.js';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { LastUses } from '../database/last-uses.js';
import { then } from '../oauth/at-once.js';
import { ApiKey } from './api-key.entity.js';
import { hashOf, isLive, isOwnKey, whyOver } from './keys.rules.js';

/** The use of a key that is over, as its owner is told of it. */
export interface OverKey {
  appKey: string;
  tail: string;
  why: 'ended' | 'expired';
}

/** What a digest that was looked for is: it says no more, so very many cost little. */
const THERE = {};
const MOST_LOOKED_FOR = 10_000;

/**
 * Caches API keys by their digest, over ones too: no query for a known key while nothing changes. What
 * strangers make up is remembered apart, so that it pushes out no key that is in use.
 */
@Injectable()
export class KeysCache {
  private readonly secret: Buffer;
  private readonly keys: Remembered<ApiKey>;
  private readonly lookedFor: Remembered<object>;
  private readonly imported: Remembered<object>;
  private readonly noteUse: (id: string) => void;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    config: Config,
    feed: ChangeFeed,
    uses: LastUses,
  ) {
    const { rows } = database;
    this.secret = deriveKey(config.masterKey, 'api-key');
    this.noteUse = uses.of(ApiKey);
    this.keys = feed.remember('api_key', (digest) => this.load(digest), {
      groups: [{ kind: 'api_keys_of', keyOf: ({ appId }) => appId }],
    });
    this.lookedFor = feed.remember(
      'api_key',
      async (digest) => ((await rows.existsBy(ApiKey, { digest })) ? THERE : undefined),
      { max: MOST_LOOKED_FOR },
    );
    this.imported = feed.remember('api_keys_imported', async () =>
      (await rows.existsBy(ApiKey, { tail: IsNull() })) ? THERE : undefined,
    );
  }

  /** How the key is stored. @param sha256 of its text, in hexadecimal */
  digestOf(sha256: string): string {
    return keyedDigest(this.secret, sha256);
  }

  /** The live key, if it is in memory; this counts as a use. */
  peek(text: string): ApiKey | undefined {
    if (!mayBeKey(text)) return undefined;
    const key = this.keys.peek(this.digestOf(hashOf(text)));
    return key && this.used(key);
  }

  /** The live key with this text; this counts as a use. */
  find(text: string): ApiKey | undefined | Promise<ApiKey | undefined> {
    return then(this.any(text), (key) => key && this.used(key));
  }

  /** Whose key it was that has this text and is over. */
  ownerOfEnded(text: string): OverKey | undefined | Promise<OverKey | undefined> {
    return then(this.any(text), (key) => {
      if (!key || isLive(key, this.clock.now())) return undefined;
      const { appKey, tail } = key;
      return { appKey, tail: tail ?? text.slice(-4), why: whyOver(key) };
    });
  }

  private used(key: ApiKey): ApiKey | undefined {
    if (!isLive(key, this.clock.now())) return undefined;
    this.noteUse(key.id);
    return key;
  }

  /** The key with this text, over or not. */
  private any(text: string): ApiKey | undefined | Promise<ApiKey | undefined> {
    if (!mayBeKey(text)) return undefined;
    const digest = this.digestOf(hashOf(text));
    const known = this.keys.peek(digest);
    if (known) return known;
    if (text.startsWith(PREFIX.apiKey)) return isOwnKey(text) ? this.lookFor(digest) : undefined;
    // Where nobody has imported keys, whatever is not written as ours is none.
    return then(this.imported.get('any'), (some) => (some ? this.lookFor(digest) : undefined));
  }

  private lookFor(digest: string): ApiKey | undefined | Promise<ApiKey | undefined> {
    return then(this.lookedFor.get(digest), (found) => (found ? this.keys.get(digest) : undefined));
  }

  private async load(digest: string): Promise<ApiKey | undefined> {
    return (await this.database.rows.findOneBy(ApiKey, { digest })) ?? undefined;
  }
}

/** Anything that a provider's callers may hold, but no other kind of secret of ours. */
function mayBeKey(text: string): boolean {
  return (
    text.startsWith(PREFIX.apiKey) || !Object.values(PREFIX).some((each) => text.startsWith(each))
  );
}
