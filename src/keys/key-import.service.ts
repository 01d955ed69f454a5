import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { App } from '../apps/app.entity.js';
import { AppsPolicy } from '../apps/apps.policy.js';
import { Changes } from '../audit/changes.js';
import { Clock } from '../common/clock.js';
import { conflict, refuse } from '../common/problem.js';
import type { StateFault } from '../common/state-rule.js';
import { aheadFault, readTime } from '../common/time.js';
import type { Transaction } from '../database/transaction.js';
import type { Caller } from '../operations/caller.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { ApiKey } from './api-key.entity.js';
import { type ImportApiKeyDto, type ImportedApiKeyDto, LONGEST_DAYS } from './key.dto.js';
import { KeysCache } from './keys.cache.js';
import { toDto } from './keys.query.js';
import { beyondApp, isLive } from './keys.rules.js';
import { KeysService } from './keys.service.js';

/** Rows of one statement: databases take a bounded number of variables. */
const AT_ONCE = 50;

/** Takes over keys that a provider's callers hold already, by their hashes: all of a list, or none. */
@Injectable()
export class KeyImportService {
  constructor(
    private readonly keys: KeysService,
    private readonly cache: KeysCache,
    private readonly policy: AppsPolicy,
    private readonly scopes: ScopesService,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the keys; one that the app has already stays as it is.
   * @returns the keys, in the order of the list
   * @throws 400; 403 `beyond_reach`, `scope_not_held`; 409 `public_app`, `bound_app`, `key_taken`,
   *   `key_ended`, `too_many_keys`
   */
  async import(caller: Caller, list: ImportApiKeyDto[]): Promise<ImportedApiKeyDto[]> {
    await this.refuseFaulty(list);
    return this.changes.run(caller, 'backend.key.import', async (tx, about) => {
      const apps = await this.holdApps(tx, caller, list);
      const all = [...new Set(list.flatMap(({ scopes }) => scopes))];
      await this.scopes.hold(tx, all, 'scopes');
      const known = await this.keysOf(tx, list);
      const made = new Map<string, ApiKey>();
      const answer = list.map((wanted, index) => {
        const app = apps.get(wanted.appId) as App;
        const digest = this.cache.digestOf(wanted.sha256);
        const there = known.get(digest) ?? made.get(digest);
        if (there) this.requireSame(there, app, index);
        const key = there ?? this.rowOf(app, wanted);
        if (!there) made.set(digest, key);
        return { ...toDto(key), appId: app.id };
      });
      await this.store(tx, [...apps.values()], [...made.values()]);
      about({ subject: 'apiKey:import', detail: { keys: made.size, apps: [...apps.keys()] } });
      return answer;
    });
  }

  private async refuseFaulty(list: ImportApiKeyDto[]): Promise<void> {
    const now = this.clock.now();
    const faults: Record<string, StateFault | undefined> = {};
    for (const [index, { scopes, expiresAt }] of list.entries()) {
      faults[`${index}.scopes`] = await this.scopes.unknownFault(scopes);
      if (typeof expiresAt === 'string')
        faults[`${index}.expiresAt`] = aheadFault(readTime(expiresAt), now, LONGEST_DAYS);
    }
    refuse(faults);
  }

  /**
   * The apps of the list. A key acts as its app, so whoever imports one must reach the app's owner and
   * hold all that the app may do.
   */
  private async holdApps(
    tx: Transaction,
    caller: Caller,
    list: ImportApiKeyDto[],
  ): Promise<Map<string, App>> {
    const acting = { caller, area: 'backend' } as const;
    const apps = new Map<string, App>();
    // In one order for everybody: two imports must not wait for each other.
    for (const id of [...new Set(list.map(({ appId }) => appId))].sort()) {
      const app = await this.policy.holdIfThere(tx, acting, id);
      if (app) apps.set(id, app);
    }
    const faults: Record<string, StateFault | undefined> = {};
    for (const [index, { appId, scopes }] of list.entries()) {
      const app = apps.get(appId);
      if (app) faults[`${index}.scopes`] = beyondApp(app.scopes, scopes);
      else faults[`${index}.appId`] = ['unknown_app', 'There is no such app.'];
    }
    refuse(faults);
    for (const app of apps.values()) {
      this.keys.requireFit(app);
      await this.policy.checkReach(acting, app);
    }
    return apps;
  }

  /** The keys that are there already, by their digests. */
  private async keysOf(tx: Transaction, list: ImportApiKeyDto[]): Promise<Map<string, ApiKey>> {
    const digests = list.map(({ sha256 }) => this.cache.digestOf(sha256));
    const keys = await tx.rows.findBy(ApiKey, { digest: In(digests) });
    return new Map(keys.map((key) => [key.digest, key]));
  }

  private requireSame(key: ApiKey, app: App, index: number): void {
    const field = `${index}.sha256`;
    if (key.appId !== app.id)
      throw conflict('key_taken', 'Another app has this key already.', field);
    if (!isLive(key, this.clock.now()))
      throw conflict('key_ended', 'This key has been ended, and stays so.', field);
  }

  private rowOf(app: App, { name, scopes, expiresAt, sha256 }: ImportApiKeyDto): ApiKey {
    const end = typeof expiresAt === 'string' ? new Date(readTime(expiresAt)) : null;
    const facts = { name, scopes: [...new Set(scopes)], expiresAt: end, tail: null };
    return this.keys.rowOf(app, facts, sha256);
  }

  private async store(tx: Transaction, apps: App[], keys: ApiKey[]): Promise<void> {
    for (const app of apps)
      await this.keys.makeRoom(tx, app, keys.filter(({ appId }) => appId === app.id).length);
    for (let from = 0; from < keys.length; from += AT_ONCE)
      await tx.rows.insert(ApiKey, keys.slice(from, from + AT_ONCE));
    for (const { digest } of keys) tx.changed('api_key', digest);
    if (keys.length > 0) tx.changed('api_keys_imported', 'any');
  }
}
