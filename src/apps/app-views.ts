import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccountsQuery } from '../accounts/accounts.query.js';
import { tagged } from '../common/entity-tag.js';
import { likePattern, type Page, page } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { isWellFormed } from '../common/identifiers.js';
import { UsersCache } from '../users/users.cache.js';
import { type Acting, reaches } from './app-acting.js';
import type { AppDto, AppSecretDto } from './app-answers.dto.js';
import type { AppQuery } from './app-query.dto.js';
import { AppRules } from './app-rules.js';
import { AppSecret } from './secrets/app-secret.entity.js';
import { AppSecrets } from './secrets/app-secrets.js';
import { App, APP_ID, stateOf } from './app.entity.js';

/** Apps as people see them. */
@Injectable()
export class AppViews {
  constructor(
    private readonly database: Database,
    private readonly users: UsersCache,
    private readonly secrets: AppSecrets,
    private readonly accounts: AccountsQuery,
    private readonly rules: AppRules,
  ) {}

  /** Newest first. */
  async list({ caller, room }: Acting, query: AppQuery): Promise<Page<AppDto>> {
    const { status, ownerId, accountId } = query;
    const apps = this.database.query(App, 'app').where('1 = 1');
    if (room === 'consumer') {
      apps.andWhere('app.ownerId = :owner', { owner: caller.personId });
      if (caller.account) apps.andWhere('app.accountId = :account', { account: caller.account });
    }
    if (status !== undefined) apps.andWhere('app.status = :status', { status });
    if (accountId !== undefined) apps.andWhere('app.accountId = :accountId', { accountId });
    if (ownerId !== undefined) apps.andWhere('app.ownerId = :ownerId', { ownerId });
    if (query.search)
      apps.andWhere("(LOWER(app.name) LIKE :pattern ESCAPE '!' OR app.key = :text)", {
        pattern: likePattern(query.search),
        text: query.search,
      });
    const [rows, total] = await cutPage(apps.orderBy('app.id', 'DESC'), query);
    return page(query, [await this.toDtos(rows), total]);
  }

  async get(acting: Acting, id: string): Promise<AppDto> {
    return this.toDto(await this.require(acting, id));
  }

  /**
   * The app's row.
   * @throws 404 when there is none, or it is a stranger's
   */
  async require(acting: Acting, id: string): Promise<App> {
    // The id may be anything; garbage is refused without a query.
    const app = isWellFormed(id, APP_ID)
      ? await this.database.rows.findOneBy(App, { id })
      : undefined;
    if (!app || !reaches(acting, app)) throw notFound('app');
    return app;
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
        needsApproval: this.rules.needsApproval(),
      }),
    );
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
