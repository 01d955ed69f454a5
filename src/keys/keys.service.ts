import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { App } from '../apps/app.entity.js';
import { AppsHooks } from '../apps/apps.hooks.js';
import { AppsPolicy } from '../apps/apps.policy.js';
import { OVERLAP_MS } from '../apps/secrets/app-secret.dto.js';
import { AuditService } from '../audit/audit.service.js';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { Clock } from '../common/clock.js';
import { createIdentifier, createSecret, PREFIX } from '../common/identifiers.js';
import { conflict, notFound, refuse } from '../common/problem.js';
import { aheadFault, readTime } from '../common/time.js';
import { laterThan } from '../database/columns.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Caller } from '../operations/caller.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { ApiKey, KEY_ID, LIVE } from './api-key.entity.js';
import {
  type CreateApiKeyDto,
  type CreatedApiKeyDto,
  LONGEST_DAYS,
  type RotateApiKeyDto,
  type RotatedApiKeyDto,
} from './key.dto.js';
import { KeysCache } from './keys.cache.js';
import { toDto } from './keys.query.js';
import { beyondApp, endOf, hashOf, isLive } from './keys.rules.js';

const area = 'consumer';
/** Live ones of an app. */
const MOST_LIVE = 100;
/** Those of an app that are over and still tell whose they were. */
const MOST_OVER = 100;

/** Makes, replaces and ends the API keys of apps. Who has one acts as the app, and so for its owner. */
@Injectable()
export class KeysService {
  constructor(
    private readonly cache: KeysCache,
    private readonly policy: AppsPolicy,
    private readonly scopes: ScopesService,
    private readonly changes: Changes,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    hooks: AppsHooks,
  ) {
    hooks.onRemove((tx, apps) => removeAll(tx, apps));
    hooks.onHandover((tx, app) => this.endAll(tx, app));
    scopes.addHolder((tx, name) => holderOf(tx, name, clock.now()));
  }

  /** @throws 400, 404; 409 `public_app`, `bound_app`, `too_many_keys`; 403 `scope_not_held` */
  async create(caller: Caller, appId: string, body: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    const { name } = body;
    const scopes = [...new Set(body.scopes)];
    const end = typeof body.expiresAt === 'string' ? readTime(body.expiresAt) : undefined;
    refuse({
      scopes: await this.scopes.unknownFault(scopes),
      expiresAt: end === undefined ? undefined : aheadFault(end, this.clock.now(), LONGEST_DAYS),
    });
    const expiresAt = end === undefined ? null : new Date(end);
    return this.changes.run(caller, 'consumer.app.key.create', async (tx, about) => {
      const app = await this.holdOwn(tx, caller, appId);
      refuse({ scopes: beyondApp(app.scopes, scopes) });
      await this.policy.holdScopes(tx, scopes);
      await this.makeRoom(tx, app, 1);
      const made = await this.add(tx, app, { name, scopes, expiresAt });
      about(factsOf(made.row));
      return { ...toDto(made.row), key: made.text };
    });
  }

  /**
   * Makes a successor with the same name and scopes that lives as long as the key was to live, and
   * gives the key an end, after the overlap.
   * @throws as `create`; 409 `key_replaced` when it has a successor
   */
  async rotate(
    caller: Caller,
    appId: string,
    id: string,
    { overlap = 'now' }: RotateApiKeyDto,
  ): Promise<RotatedApiKeyDto> {
    return this.changes.run(caller, 'consumer.app.key.rotate', async (tx, about) => {
      const app = await this.holdOwn(tx, caller, appId);
      const key = await this.requireLive(tx, appId, id);
      if (key.endsAt !== null)
        throw conflict('key_replaced', 'This key has a successor: replace that one.');
      const now = this.clock.now();
      await this.makeRoom(tx, app, overlap === 'now' ? 0 : 1);
      const ended = { ...key, endsAt: new Date(now + OVERLAP_MS[overlap]) };
      await tx.rows.update(ApiKey, { id }, { endsAt: ended.endsAt });
      tx.changed('api_key', key.digest);
      const lifetime = key.expiresAt && key.expiresAt.getTime() - key.createdAt.getTime();
      const expiresAt = lifetime === null ? null : new Date(now + lifetime);
      const { name, scopes } = key;
      const made = await this.add(tx, app, { name, scopes, expiresAt });
      about(factsOf(made.row, { overlap, replaced: id }));
      const previousExpiresAt = endOf(ended)?.toISOString() ?? '';
      return { ...toDto(made.row), key: made.text, previousExpiresAt };
    });
  }

  /** Ends a key; it is refused from the next request on. @throws 404 when it is none of the live ones */
  async end(caller: Caller, appId: string, id: string): Promise<void> {
    await this.changes.run(caller, 'consumer.app.key.remove', async (tx, about) => {
      await this.policy.hold(tx, { caller, area }, appId);
      const key = await this.requireLive(tx, appId, id);
      await this.endIn(tx, key);
      about(factsOf(key));
    });
  }

  /** Ends a key of the app that gives it back (RFC 7009). Ending what is over is no fault. */
  async revoke(id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const found = await tx.rows.findOneBy(ApiKey, { id });
      // Else whoever replaces it meanwhile could give it a later end.
      await tx.lock(`app:${found?.appId}`);
      const key = found && (await tx.rows.findOneBy(ApiKey, { id }));
      if (!key || !isLive(key, this.clock.now())) return;
      await this.endIn(tx, key);
      const { subject, detail } = factsOf(key, { clientId: key.appKey });
      await this.audit.record(tx, { event: 'authorization.revoke', subject, detail });
    });
  }

  /** @throws 409 `public_app`, `bound_app` for an app that can have no API keys */
  requireFit({ type, dpop }: App): void {
    if (type === 'public') throw conflict('public_app', 'A public app has no API keys.');
    if (dpop)
      throw conflict(
        'bound_app',
        'The tokens of this app are bound to a key pair (DPoP), and an API key cannot be.',
      );
  }

  /**
   * Bounds how many keys the app has, and drops the oldest of those that are over.
   * @param more how many live ones are to come
   * @throws 409 `too_many_keys`
   */
  async makeRoom(tx: Transaction, { id: appId }: App, more: number): Promise<void> {
    const keys = await tx.rows.find(ApiKey, { where: { appId }, order: { id: 'DESC' } });
    const now = this.clock.now();
    if (keys.filter((key) => isLive(key, now)).length + more > MOST_LIVE)
      throw conflict(
        'too_many_keys',
        `An app has at most ${MOST_LIVE} live API keys; end one that is no longer needed.`,
      );
    const over = keys.filter((key) => !isLive(key, now)).slice(MOST_OVER);
    if (over.length > 0) await tx.rows.delete(ApiKey, { id: In(over.map(({ id }) => id)) });
    for (const { digest } of over) tx.changed('api_key', digest);
  }

  /** The row of a new key; the caller stores it. */
  rowOf(
    app: App,
    facts: Pick<ApiKey, 'name' | 'scopes' | 'expiresAt' | 'tail'>,
    sha256: string,
  ): ApiKey {
    const now = this.clock.now();
    return {
      ...facts,
      id: createIdentifier(KEY_ID, now),
      appId: app.id,
      appKey: app.key,
      digest: this.cache.digestOf(sha256),
      createdAt: new Date(now),
      endsAt: null,
      lastUsedAt: null,
    };
  }

  private async add(
    tx: Transaction,
    app: App,
    facts: Pick<ApiKey, 'name' | 'scopes' | 'expiresAt'>,
  ): Promise<{ row: ApiKey; text: string }> {
    const text = createSecret(PREFIX.apiKey);
    const row = this.rowOf(app, { ...facts, tail: text.slice(-4) }, hashOf(text));
    await tx.rows.insert(ApiKey, row);
    return { row, text };
  }

  /** The caller's own app, if it can have API keys. */
  private async holdOwn(tx: Transaction, caller: Caller, appId: string): Promise<App> {
    const acting = { caller, area } as const;
    const app = await this.policy.hold(tx, acting, appId);
    this.requireFit(app);
    await this.policy.checkReach(acting, app);
    return app;
  }

  private async requireLive(tx: Transaction, appId: string, id: string): Promise<ApiKey> {
    const key = await tx.rows.findOneBy(ApiKey, { id, appId });
    if (!key || !isLive(key, this.clock.now())) throw notFound('API key');
    return key;
  }

  private async endIn(tx: Transaction, { id, digest }: ApiKey): Promise<void> {
    await tx.rows.update(ApiKey, { id }, { endsAt: new Date(this.clock.now()) });
    tx.changed('api_key', digest);
  }

  /** Ends all of them at once: who knew one must not act for the next owner. */
  private async endAll(tx: Transaction, { id: appId }: App): Promise<void> {
    const now = this.clock.now();
    const endsAt = new Date(now);
    const { rows } = tx;
    await rows.update(ApiKey, { appId, endsAt: laterThan(now) }, { endsAt });
    await rows.update(ApiKey, { appId, endsAt: IsNull() }, { endsAt });
    tx.changed('api_keys_of', appId);
  }
}

/** Removes the keys of these apps; what is cached of them is dropped by one change for each app. */
async function removeAll(tx: Transaction, apps: App[]): Promise<void> {
  await tx.rows.delete(ApiKey, { appId: In(apps.map(({ id }) => id)) });
  for (const { id } of apps) tx.changed('api_keys_of', id);
}

/** A live key that has the scope, in words. */
async function holderOf(tx: Transaction, scope: string, now: number): Promise<string | undefined> {
  // The names hold none of the characters that JSON escapes.
  const pattern = `%"${scope.replace(/[!%_]/g, '!$&')}"%`;
  const holder = await tx.rows
    .createQueryBuilder(ApiKey, 'key')
    .where("key.scopes LIKE :pattern ESCAPE '!'", { pattern })
    .andWhere(LIVE, { now })
    .getOne();
  return holder ? `the API key ${holder.name}` : undefined;
}

function factsOf(
  { id, appId, name, scopes, tail }: ApiKey,
  detail: ChangeFacts['detail'] = {},
): ChangeFacts {
  return { subject: `apiKey:${id}`, detail: { appId, name, scopes, tail, ...detail } };
}
