import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { AppsQuery } from '../apps/apps.query.js';
import { AuditNames } from '../audit/audit-names.js';
import { Clock } from '../common/clock.js';
import { likePattern, type Page, page, type PageQuery } from '../common/page.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import type { Caller } from '../operations/caller.js';
import { ApiKey, LIVE } from './api-key.entity.js';
import type { ApiKeyDto } from './key.dto.js';
import { endOf } from './keys.rules.js';

/** Lists API keys, without the keys, and tells their names to the audit log. */
@Injectable()
export class KeysQuery implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly apps: AppsQuery,
    private readonly clock: Clock,
    private readonly auditNames: AuditNames,
  ) {}

  onModuleInit(): void {
    this.auditNames.of('apiKey', (ids) => this.namesOf(ids));
  }

  /** The live keys of an app that the caller owns, newest first. @throws 404 */
  async list(caller: Caller, appId: string, query: PageQuery): Promise<Page<ApiKeyDto>> {
    await this.apps.get({ caller, area: 'consumer' }, appId);
    const keys = this.database
      .query(ApiKey, 'key')
      .where('key.appId = :appId', { appId })
      .andWhere(LIVE, { now: this.clock.now() });
    if (query.search)
      keys.andWhere("LOWER(key.name) LIKE :pattern ESCAPE '!'", {
        pattern: likePattern(query.search),
      });
    const [rows, total] = await cutPage(keys.orderBy('key.id', 'DESC'), query);
    return page(query, [rows.map(toDto), total]);
  }

  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const keys = await this.database.rows.findBy(ApiKey, { id: In(ids) });
    return new Map(keys.map(({ id, name }) => [id, name]));
  }
}

export function toDto(key: ApiKey): ApiKeyDto {
  const { id, name, tail, scopes, createdAt, lastUsedAt } = key;
  return {
    id,
    name,
    tail,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: endOf(key)?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
