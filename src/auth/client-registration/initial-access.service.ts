import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { type Page, page, type PageQuery } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Caller } from '../../operations/caller.js';
import { UsersCache } from '../../users/users.cache.js';
import { requireReach } from '../../users/users.rules.js';
import { InitialAccessToken } from './initial-access-token.entity.js';
import type {
  CreateInitialAccessDto,
  InitialAccessDto,
  NewInitialAccessDto,
} from './initial-access.dto.js';
import { InitialAccessRules } from './initial-access-rules.js';
import { InitialAccessTokens } from './initial-access-tokens.js';

/** Initial access tokens (RFC 7591 §3): whoever holds one may register apps in its maker's name. */
@Injectable()
export class InitialAccessService {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly tokens: InitialAccessTokens,
    private readonly rules: InitialAccessRules,
    private readonly audit: AuditService,
    private readonly users: UsersCache,
  ) {}

  /** All of them, newest first. */
  async list(query: PageQuery): Promise<Page<InitialAccessDto>> {
    const tokens = this.database.query(InitialAccessToken, 'token').orderBy('token.id', 'DESC');
    const [rows, total] = await cutPage(tokens, query);
    return page(query, [await Promise.all(rows.map((row) => this.toDto(row))), total]);
  }

  /** @throws 400, 403 `scope_not_held`, 409 `too_many_initial_access_tokens` */
  async create(caller: Caller, wish: CreateInitialAccessDto): Promise<NewInitialAccessDto> {
    const facts = await this.rules.settle(caller, wish);
    const { row, token } = await this.work.run(async (tx) => {
      await this.rules.checkRoom(tx, facts.userId);
      const made = await this.tokens.add(tx, facts);
      const subject = `initial_access:${made.row.id}`;
      const event = 'backend.initial_access.create';
      const { userId: _, ...detail } = facts;
      await this.audit.record(tx, { event, caller, subject, detail });
      return made;
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
    await this.work.run(async (tx) => {
      const { affected } = await tx.rows.delete(InitialAccessToken, { id });
      if (affected !== 1) throw notFound('initial access token');
      const subject = `initial_access:${id}`;
      await this.audit.record(tx, { event: 'backend.initial_access.remove', caller, subject });
    });
  }

  private async toDto(row: InitialAccessToken): Promise<InitialAccessDto> {
    const { id, userId, used, createdAt, expiresAt } = row;
    const maker = await this.users.find(userId);
    const { scopes, grantTypes, uses } = await this.rules.capOf(row, maker?.scopes ?? []);
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
