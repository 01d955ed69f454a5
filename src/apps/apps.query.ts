import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { AccountsQuery } from '../accounts/accounts.query.js';
import { AuditNames } from '../audit/audit-names.js';
import { tagged } from '../common/entity-tag.js';
import { Clock } from '../common/clock.js';
import { likePattern, type Page, page } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { countPerDay } from '../database/count-per-day.js';
import { cutPage, unindexed } from '../database/cut-page.js';
import { cutSearchedPage, type Search, startsWith } from '../database/cut-searched-page.js';
import { Database } from '../database/database.js';
import { createdOn, sortRows } from '../database/sort-rows.js';
import type { Transaction } from '../database/transaction.js';
import { isWellFormed } from '../common/identifiers.js';
import { UsersCache } from '../users/users.cache.js';
import type { AppDto } from './app-answers.dto.js';
import type { AppQuery } from './app-query.dto.js';
import { APP_ORDER, lookThrough, NAME_START, NAME_START_LENGTH } from './apps.filters.js';
import { App, APP_ID, stateOf } from './app.entity.js';
import { AppsPolicy } from './apps.policy.js';
import { type Acting, reaches } from './apps.rules.js';
import type { AppSecretDto } from './secrets/app-secret.dto.js';
import { AppSecret } from './secrets/app-secret.entity.js';
import { AppSecretsService } from './secrets/app-secrets.service.js';

/** A search of the audit log looks through so many apps, and for what no more of them did. */
const MOST_LOOKED_THROUGH = 20_000;
const MOST_FOUND = 50;

/** Reads apps for answers, and their names for the audit log. */
@Injectable()
export class AppsQuery implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly users: UsersCache,
    private readonly secrets: AppSecretsService,
    private readonly accounts: AccountsQuery,
    private readonly policy: AppsPolicy,
    private readonly auditNames: AuditNames,
    private readonly clock: Clock,
  ) {}

  /** In the audit log an app is named by id where it was changed, by key where it acted. */
  onModuleInit(): void {
    for (const [kind, column] of [
      ['app', 'id'],
      ['appKey', 'key'],
    ] as const)
      this.auditNames.of(
        kind,
        (values) => this.namesBy(column, values),
        (text) => this.findCalled(text, column),
      );
  }

  /** The apps that the caller reaches, newest first unless they are sorted. */
  async list({ caller, area }: Acting, query: AppQuery): Promise<Page<AppDto>> {
    const { status, ownerId, accountId, search, sort = '-created' } = query;
    const apps = this.database.query(App, 'app').where('1 = 1').orderBy('app.id', 'DESC');
    if (area === 'consumer') {
      apps.andWhere('app.ownerId = :owner', { owner: caller.personId });
      if (caller.account) apps.andWhere('app.accountId = :account', { account: caller.account });
    }
    if (accountId !== undefined) apps.andWhere('app.accountId = :accountId', { accountId });
    if (ownerId !== undefined) apps.andWhere('app.ownerId = :ownerId', { ownerId });
    const day = query.createdOn;
    if (day !== undefined) createdOn(apps, day);
    const list = apps.clone();
    const isOfOne =
      area === 'consumer' || [accountId, ownerId, day].some((each) => each !== undefined);
    const statusOf = isOfOne || search ? unindexed('app.status') : 'app.status';
    if (status !== undefined) list.andWhere(`${statusOf} = :status`, { status });
    const isLookedThrough = lookThrough(list, query, this.clock.now());
    const isFiltered = isOfOne || isLookedThrough || status !== undefined || !!search;
    // What was made on a day is in that order already.
    if (day === undefined || sort !== '-created') sortRows(list, sort, APP_ORDER, isFiltered);
    const isCut = isLookedThrough || (isFiltered && !sort.endsWith('created'));
    const [rows, total] =
      search || isCut
        ? await cutSearchedPage({ among: apps, list, ...(search && this.called(search)) }, query)
        : await cutPage(list, query);
    return page(query, [await this.toDtos(rows), total]);
  }

  /** @throws 404 when there is none, or it is a stranger's */
  async get(acting: Acting, id: string): Promise<AppDto> {
    // The id may be anything; garbage is refused without a query.
    const app = isWellFormed(id, APP_ID)
      ? await this.database.rows.findOneBy(App, { id })
      : undefined;
    if (!app || !reaches(acting, app)) throw notFound('app');
    return this.toDto(app);
  }

  /** How many apps there are. */
  count(): Promise<number> {
    return this.database.lists.count(App);
  }

  /** How many of them were created on each day: days since 1970. */
  createdPerDay(from: Date, rows = this.database.lists): Promise<Map<number, number>> {
    return countPerDay(rows.createQueryBuilder(App, 'app'), from);
  }

  async toDto(app: App): Promise<AppDto> {
    const [dto] = await this.toDtos([app]);
    return dto as AppDto;
  }

  private async toDtos(apps: App[]): Promise<AppDto[]> {
    const secrets = await this.secretsOf(apps);
    const owners = await Promise.all(apps.map((app) => this.users.find(app.ownerId)));
    const accounts = await this.accounts.names(apps.map(({ accountId }) => accountId));
    return apps.map((app, index) =>
      toDto(app, {
        owner: owners[index]?.username ?? '',
        accountName: accounts.get(app.accountId ?? '') ?? null,
        secrets: secrets.get(app.id) ?? [],
        needsApproval: this.policy.needsApproval(),
      }),
    );
  }

  /**
   * The app that has a resource (RFC 8707): an active one, whose URL it is. Anybody may type anybody's
   * address, so a later claim takes nothing from an earlier one; an administrator decides by making an
   * app first-party.
   */
  async resourceServer(resourceKey: string): Promise<App | undefined> {
    const app = await this.database.rows.findOne(App, {
      where: { resourceKey, status: 'active' },
      order: { firstParty: 'DESC', resourceSince: 'ASC', id: 'ASC' },
    });
    return app ?? undefined;
  }

  /** Who owns the app with this key. */
  async ownerOf(tx: Transaction, key: string): Promise<string | undefined> {
    return (await tx.rows.findOneBy(App, { key }))?.ownerId;
  }

  /** Apps (`app`) that programs made of themselves before a time, and that are still nobody's. */
  selfRegistered(tx: Transaction, before: number): SelectQueryBuilder<App> {
    return tx.rows
      .createQueryBuilder(App, 'app')
      .where("app.registration = 'open' AND app.ownerId = ''")
      .andWhere('app.createdAt < :before', { before });
  }

  private async secretsOf(apps: App[]): Promise<Map<string, AppSecret[]>> {
    const appId = In(apps.map((app) => app.id));
    const rows = await this.database.rows.find(AppSecret, {
      where: { appId },
      order: { id: 'DESC' },
    });
    const byApp = new Map<string, AppSecret[]>();
    for (const secret of rows.filter((each) => this.secrets.isLive(each)))
      byApp.set(secret.appId, [...(byApp.get(secret.appId) ?? []), secret]);
    return byApp;
  }

  /** Those that are still there, by their keys. */
  async byKeys(keys: string[]): Promise<Map<string, App>> {
    const apps = await this.database.rows.findBy(App, { key: In(keys) });
    return new Map(apps.map((app) => [app.key, app]));
  }

  private async namesBy(column: 'id' | 'key', values: string[]): Promise<Map<string, string>> {
    const apps = await this.database.rows.findBy(App, { [column]: In(values) });
    return new Map(apps.map((app) => [app[column], app.name]));
  }

  /** What the search for a name or a key finds; an index has the beginnings of the names. */
  private called(text: string): Pick<Search<App>, 'contains' | 'starts'> {
    const start = text.toLowerCase().slice(0, NAME_START_LENGTH);
    const starts = startsWith(NAME_START, start, this.database.isPostgres);
    return {
      contains: {
        sql: "(LOWER(app.name) LIKE :pattern ESCAPE '!' OR app.key = :text)",
        parameters: { pattern: likePattern(text), text },
      },
      starts: {
        sql: `(${starts.sql} OR app.key = :text)`,
        parameters: { ...starts.parameters, text },
      },
    };
  }

  private async findCalled(text: string, column: 'id' | 'key'): Promise<string[]> {
    const among = this.database.query(App, 'app').where('1 = 1').orderBy('app.id', 'DESC');
    const search = { among, list: among, ...this.called(text), most: MOST_LOOKED_THROUGH };
    const [apps] = await cutSearchedPage(search, { startIndex: 0, count: MOST_FOUND });
    return apps.map((app) => app[column]);
  }
}

/** What belongs to an app's answer and is kept elsewhere. */
interface Beside {
  owner: string;
  accountName: string | null;
  secrets: AppSecret[];
  needsApproval: boolean;
}

function toDto(app: App, { owner, accountName, secrets, needsApproval }: Beside): AppDto {
  const { id, key, name, url, description, scopes, type, redirectUris, accountId } = app;
  const { status, disabledBy, ownerId, registration, firstParty, jwks, dpop } = app;
  const answer = {
    id,
    appKey: key,
    name,
    url,
    description,
    scopes,
    type,
    redirectUris,
    postLogoutRedirectUris: app.postLogoutRedirectUris ?? [],
    idTokenAlg: app.idTokenAlg ?? 'ES256',
    accountId,
    accountName,
    status,
    disabledBy,
    decisionMessage: app.decisionMessage,
    approvedAt: app.approvedAt?.toISOString() ?? null,
    approved: app.approved,
    approvalNeeded: needsApproval && app.approved !== null && status === 'active',
    ownerId,
    owner,
    registration,
    firstParty,
    jwks,
    dpop,
    exchangeAudiences: app.exchangeAudiences ?? [],
    secrets: secrets.map(toSecretDto),
    createdAt: app.createdAt.toISOString(),
    updatedAt: app.updatedAt.toISOString(),
  };
  return tagged(answer, stateOf(app));
}

function toSecretDto({ id, tail, createdAt, expiresAt, lastUsedAt }: AppSecret): AppSecretDto {
  return {
    id,
    tail,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
