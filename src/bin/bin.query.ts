import { Injectable } from '@nestjs/common';
import { AuditNames } from '../audit/audit-names.js';
import { Clock } from '../common/clock.js';
import { likePattern, type Page, page } from '../common/page.js';
import { Problem } from '../common/problem.js';
import { cutPage, unindexed } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import type { BinFilter, BinItemDto, BinPreviewDto } from './bin.dto.js';
import { BinItem } from './bin-item.entity.js';
import { type BinActing, BinService, findItem, KEPT_MS } from './bin.service.js';

const NOTHING = { accounts: 0, apps: 0, remaining: [], lostScopes: [], roleId: null };

/** Shows what is in the bin, and what bringing it back would do. */
@Injectable()
export class BinQuery {
  constructor(
    private readonly database: Database,
    private readonly bin: BinService,
    private readonly names: AuditNames,
    private readonly clock: Clock,
  ) {}

  /** Removed last first; what was removed with its owner comes back with them, and is not listed. */
  async list({ caller, area }: BinActing, filter: BinFilter): Promise<Page<BinItemDto>> {
    const { kind, search } = filter;
    const since = this.clock.now() - KEPT_MS;
    const items = this.database
      .query(BinItem, 'item')
      .where('item.removedAt > :since AND item.withId IS NULL', { since })
      .orderBy('item.removedAt', 'DESC')
      .addOrderBy('item.id', 'DESC');
    if (area === 'consumer')
      items.andWhere('item.ownerId = :ownerId', { ownerId: caller.personId });
    const wanted = area === 'consumer' ? 'app' : kind;
    if (wanted !== undefined) items.andWhere(`${unindexed('item.kind')} = :wanted`, { wanted });
    if (search)
      items.andWhere("LOWER(item.name) LIKE :pattern ESCAPE '!'", { pattern: likePattern(search) });
    const [rows, total] = await cutPage(items, filter);
    return page(filter, [await Promise.all(rows.map((row) => this.toDto(row))), total]);
  }

  /** @throws Problem 404 when there is no such thing, or it is a stranger's */
  async get(acting: BinActing, id: string): Promise<BinPreviewDto> {
    const { rows } = this.database;
    const shown = await this.toDto(await findItem(rows, acting, id, this.clock.now()));
    try {
      const { roleId = null, ...comeback } = await this.bin.preview(acting, id);
      return { ...shown, ...comeback, roleId, obstacle: null };
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 404) throw error;
      const { code, detail } = error;
      return { ...shown, ...NOTHING, obstacle: { code, detail } };
    }
  }

  private async toDto(item: BinItem): Promise<BinItemDto> {
    const { id, kind, name, ownerId, removedBy: removedById, removedAt } = item;
    const isUser = kind === 'user';
    const owner = isUser ? name : await this.names.nameOf('user', ownerId);
    const removedBy =
      isUser && removedById === id ? name : await this.names.nameOf('user', removedById ?? '');
    return {
      id,
      kind: isUser ? 'user' : 'app',
      name,
      ownerId,
      owner: owner ?? null,
      removedById,
      removedBy: removedBy ?? null,
      removedAt: removedAt.toISOString(),
      until: new Date(removedAt.getTime() + KEPT_MS).toISOString(),
    };
  }
}
