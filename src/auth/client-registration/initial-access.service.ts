import { Injectable } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import { Clock } from '../../common/clock.js';
import {
  createIdentifier,
  createSecret,
  isWellFormed,
  keyedDigest,
  PREFIX,
} from '../../common/identifiers.js';
import { likePattern, type Page, page } from '../../common/page.js';
import { conflict, notFound, refuse } from '../../common/problem.js';
import type { StateFault } from '../../common/state-rule.js';
import { aheadFault, readTime } from '../../common/time.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { laterThan } from '../../database/columns.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { type Sorted, sortRows } from '../../database/sort-rows.js';
import { Sweeper } from '../../database/sweeper.js';
import type { Transaction } from '../../database/transaction.js';
import { covers, IDENTITY_SCOPES, intersect } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { requireHeld } from '../../operations/require-held.js';
import { RolesCache } from '../../roles/roles.cache.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { UsersCache } from '../../users/users.cache.js';
import { requireReach } from '../../users/users.rules.js';
import { UsersService } from '../../users/users.service.js';
import { InitialAccessToken } from './initial-access-token.entity.js';
import {
  type CreateInitialAccessDto,
  type INITIAL_ACCESS_ORDERS,
  type InitialAccessDto,
  type InitialAccessQuery,
  LONGEST_DAYS,
  type InitialAccessWithSecretDto,
} from './initial-access.dto.js';
import { CLIENT_CREDENTIALS, CODE, REFRESH } from './registered-grants.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 7;
const MOST_EACH = 100;
const USUAL_GRANTS = [CODE, REFRESH, CLIENT_CREDENTIALS];
/** What administrators do is never done by a program that registered itself. */
const ADMINISTRATION = 'backend';

/** A person has so few, for so few days, that they need no index. */
const ORDERS: Record<(typeof INITIAL_ACCESS_ORDERS)[number], Sorted> = {
  created: { by: ['token.id'], unindexed: 'token.id' },
  expires: { by: ['token.expiresAt', 'token.id'], unindexed: 'token.expiresAt' },
};

/** What an initial access token lets a program register for. */
export interface InitialAccess {
  scopes: string[];
  grantTypes: string[];
  uses: number;
}

/** What of a new row its maker decides. */
type Facts = InitialAccess & Pick<InitialAccessToken, 'userId' | 'name' | 'expiresAt'>;

/**
 * Initial access tokens (RFC 7591 §3): whoever holds one may register apps in its maker's name. A row
 * holds a digest, never the token.
 */
@Injectable()
export class InitialAccessService {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly clock: Clock,
    private readonly roles: RolesCache,
    private readonly scopes: ScopesService,
    private readonly users: UsersCache,
    hooks: UsersService,
    sweeper: Sweeper,
  ) {
    this.key = deriveKey(config.masterKey, 'initial access tokens');
    sweeper.sweep(InitialAccessToken, 'expiresAt', 0);
    hooks.onRemove(async (tx, userId) => {
      await tx.rows.delete(InitialAccessToken, { userId });
    });
  }

  /** Everybody's, newest first unless they are sorted. */
  async list(query: InitialAccessQuery): Promise<Page<InitialAccessDto>> {
    const tokens = this.database.query(InitialAccessToken, 'token').where('1 = 1');
    if (query.search)
      tokens.andWhere("LOWER(token.name) LIKE :pattern ESCAPE '!'", {
        pattern: likePattern(query.search),
      });
    if (query.spent) tokens.andWhere('token.used >= token.uses');
    if (query.unused) tokens.andWhere('token.used = 0');
    sortRows(tokens, query.sort ?? '-created', ORDERS, false);
    const [rows, total] = await cutPage(tokens, query);
    return page(query, [await Promise.all(rows.map((row) => this.toDto(row))), total]);
  }

  /** @throws 400, 403 `scope_not_held`, 409 `too_many_initial_access_tokens` */
  async create(caller: Caller, body: CreateInitialAccessDto): Promise<InitialAccessWithSecretDto> {
    const facts = await this.checked(caller, body);
    const token = createSecret(PREFIX.initialAccess);
    const now = this.clock.now();
    const id = createIdentifier('iat_', now);
    const digest = keyedDigest(this.key, token);
    const row: InitialAccessToken = { ...facts, id, digest, used: 0, createdAt: new Date(now) };
    await this.changes.run(caller, 'backend.initial_access.create', async (tx, about) => {
      await this.refuseBeyond(tx, facts.userId);
      await tx.rows.insert(InitialAccessToken, row);
      const { userId: _, ...detail } = facts;
      about({ subject: `initial_access:${id}`, detail });
    });
    return { ...(await this.toDto(row)), token };
  }

  /**
   * It registers nothing from the next request on; what it registered stays.
   * @throws 404; 403 `beyond_reach` for the token of somebody whose role holds more
   */
  async remove(caller: Caller, id: string): Promise<void> {
    const row = await this.database.rows.findOneBy(InitialAccessToken, { id });
    if (!row) throw notFound('initial access token');
    requireReach(caller, await this.users.find(row.userId));
    await this.changes.run(caller, 'backend.initial_access.remove', async (tx, about) => {
      const { affected } = await tx.rows.delete(InitialAccessToken, { id });
      if (affected !== 1) throw notFound('initial access token');
      about({ subject: `initial_access:${id}` });
    });
  }

  /** The row of a token that has neither expired nor been used as often as it may be. */
  async find(token: string): Promise<InitialAccessToken | undefined> {
    if (!isWellFormed(token, PREFIX.initialAccess)) return undefined;
    const digest = keyedDigest(this.key, token);
    const row = await this.database.rows.findOneBy(InitialAccessToken, { digest });
    const isLive = row && row.expiresAt.getTime() > this.clock.now() && row.used < row.uses;
    return isLive ? row : undefined;
  }

  /**
   * Takes one use, so that of several registrations at once only as many pass as it was made for.
   * @returns whether there was one left
   */
  async spend(tx: Transaction, id: string): Promise<boolean> {
    const { affected } = await tx.rows
      .createQueryBuilder()
      .update(InitialAccessToken)
      .set({ used: () => '"used" + 1' })
      .where('id = :id AND "used" < "uses" AND "expiresAt" > :now', { id, now: this.clock.now() })
      .execute();
    return affected === 1;
  }

  /**
   * What a program has at most that registers with this token, as its maker's role is now. A row of
   * the version before says nothing, and lets the usual be registered.
   */
  async capOf(row: InitialAccessToken, held: string[]): Promise<InitialAccess> {
    const { grantTypes, uses } = row;
    const usual = row.scopes ?? (await this.usual(held));
    return {
      scopes: [
        ...withoutAdministration(intersect(usual, held)),
        ...usual.filter((name) => IDENTITY_SCOPES.includes(name)),
      ],
      grantTypes: grantTypes ?? USUAL_GRANTS,
      uses,
    };
  }

  /** What any developer may have, and no more. */
  async usual(held: string[]): Promise<string[]> {
    const { scopes } = await this.roles.default();
    return [...withoutAdministration(intersect(scopes, held)), ...IDENTITY_SCOPES];
  }

  /** @throws 400, 403 `scope_not_held` */
  private async checked(caller: Caller, body: CreateInitialAccessDto): Promise<Facts> {
    const { name, grantTypes = USUAL_GRANTS, uses = 1 } = body;
    const now = this.clock.now();
    const end = body.expiresAt === undefined ? now + USUAL_DAYS * DAY_MS : readTime(body.expiresAt);
    const scopes = body.scopes
      ? [...new Set(body.scopes)]
      : await this.usual(caller.effectiveScopes);
    refuse({
      scopes: (await this.scopes.unknownFault(scopes)) ?? administrationFault(scopes),
      expiresAt: aheadFault(end, now, LONGEST_DAYS),
    });
    requireHeld(caller, scopes);
    return {
      userId: caller.personId,
      name: name?.trim() ?? null,
      scopes,
      grantTypes: [...new Set(grantTypes)],
      uses,
      expiresAt: new Date(end),
    };
  }

  /** @throws 409 when the person has as many live ones as anybody needs */
  private async refuseBeyond(tx: Transaction, userId: string): Promise<void> {
    await tx.lock(`initial access:${userId}`);
    const expiresAt = laterThan(this.clock.now());
    if ((await tx.rows.countBy(InitialAccessToken, { userId, expiresAt })) >= MOST_EACH)
      throw conflict(
        'too_many_initial_access_tokens',
        `A person has at most ${MOST_EACH} initial access tokens; end one first.`,
      );
  }

  private async toDto(row: InitialAccessToken): Promise<InitialAccessDto> {
    const { id, userId, used, createdAt, expiresAt } = row;
    const maker = await this.users.find(userId);
    const { scopes, grantTypes, uses } = await this.capOf(row, maker?.scopes ?? []);
    return {
      id,
      name: row.name ?? '',
      userId,
      username: maker?.username ?? '',
      scopes,
      grantTypes,
      uses,
      used,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    };
  }
}

function withoutAdministration(scopes: string[]): string[] {
  return scopes.filter((name) => !covers([ADMINISTRATION], name));
}

function administrationFault(scopes: string[]): StateFault | undefined {
  const isOne = scopes.some((name) => covers([ADMINISTRATION], name));
  return isOne ? ['administration_scope', 'No program registers itself for backend.'] : undefined;
}
