import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { type Page, page, type PageQuery } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Caller } from '../../operations/caller.js';
import { InitialAccessToken } from '../stores/initial-access-token.entity.js';
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
  ) {}

  /** All of them, newest first. */
  async list(query: PageQuery): Promise<Page<InitialAccessDto>> {
    const tokens = this.database.query(InitialAccessToken, 'token').orderBy('token.id', 'DESC');
    const [rows, total] = await cutPage(tokens, query);
    return page(query, [rows.map(toDto), total]);
  }

  /** @throws 400 */
  async create(caller: Caller, wish: CreateInitialAccessDto): Promise<NewInitialAccessDto> {
    const { userId, expiresAt } = this.rules.settle(caller, wish);
    return this.work.run(async (tx) => {
      const { row, token } = await this.tokens.add(tx, userId, expiresAt);
      const subject = `initial_access:${row.id}`;
      const event = 'backend.initial_access.create';
      await this.audit.record(tx, { event, caller, subject, detail: { expiresAt } });
      return { ...toDto(row), token };
    });
  }

  /** It registers nothing from the next request on; what it registered stays. @throws 404 */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const { affected } = await tx.rows.delete(InitialAccessToken, { id });
      if (affected !== 1) throw notFound('initial access token');
      const subject = `initial_access:${id}`;
      await this.audit.record(tx, { event: 'backend.initial_access.remove', caller, subject });
    });
  }
}

function toDto({ id, userId, createdAt, expiresAt }: InitialAccessToken): InitialAccessDto {
  return {
    id,
    userId,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
