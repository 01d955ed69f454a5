import { Injectable } from '@nestjs/common';
import type { ApiKey as ApiKeyRow } from '../../keys/api-key.entity.js';
import { KeysCache } from '../../keys/keys.cache.js';
import { endOf } from '../../keys/keys.rules.js';
import { KeysService } from '../../keys/keys.service.js';
import { then } from '../../oauth/at-once.js';
import type { ApiKey, ApiKeys } from '../../oauth/api-keys.js';

/** API keys in the protocol's words. */
@Injectable()
export class ApiKeysStore implements ApiKeys {
  /** What a cached row was turned into: callers compare what they get by identity. */
  private readonly made = new WeakMap<ApiKeyRow, ApiKey>();

  constructor(
    private readonly cache: KeysCache,
    private readonly keys: KeysService,
  ) {}

  peek(text: string): ApiKey | undefined {
    const row = this.cache.peek(text);
    return row && this.toKey(row);
  }

  find(text: string): ApiKey | undefined | Promise<ApiKey | undefined> {
    return then(this.cache.find(text), (row) => row && this.toKey(row));
  }

  revoke(id: string): Promise<void> {
    return this.keys.revoke(id);
  }

  private toKey(row: ApiKeyRow): ApiKey {
    const known = this.made.get(row);
    if (known) return known;
    const { id, appKey: clientId, scopes: scope, createdAt, tail } = row;
    const key = {
      id,
      clientId,
      scope,
      tail: tail ?? undefined,
      createdAt: createdAt.getTime(),
      expiresAt: endOf(row)?.getTime(),
    };
    this.made.set(row, key);
    return key;
  }
}
