import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../../audit/audit-names.js';
import { likePattern, type Page, page, type PageQuery } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { TermsCache } from './terms.cache.js';
import {
  type AcceptanceDto,
  type AcceptanceFilter,
  type TermsDto,
  toDto,
  type WholeTermsDto,
} from './terms.dto.js';
import { TermsAcceptance, TermsVersion } from './terms.entity.js';

/** Shows the versions of the terms, and who accepted them. */
@Injectable()
export class TermsQuery {
  constructor(
    private readonly database: Database,
    private readonly cache: TermsCache,
    private readonly names: AuditNames,
  ) {
    names.of('terms', (ids) => this.namesOf(ids));
  }

  /** The newest first. */
  async list(query: PageQuery): Promise<Page<TermsDto>> {
    const versions = this.database.query(TermsVersion, 'terms').where('1 = 1');
    if (query.search)
      versions.andWhere("LOWER(terms.version) LIKE :pattern ESCAPE '!'", {
        pattern: likePattern(query.search),
      });
    const ordered = versions.orderBy('terms.publishedAt', 'DESC').addOrderBy('terms.id', 'DESC');
    const [rows, total] = await cutPage(ordered, query);
    return page(query, [await this.view(rows), total]);
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<WholeTermsDto> {
    const row = await this.database.rows.findOneBy(TermsVersion, { id });
    const [facts] = row ? await this.view([row]) : [];
    if (!row || !facts) throw notFound('version of the terms');
    const { markdownEn, markdownFr } = row;
    return { ...facts, markdownEn, markdownFr };
  }

  /** Who accepted what, the newest first. */
  async acceptances(filter: AcceptanceFilter): Promise<Page<AcceptanceDto>> {
    const rows = this.database.query(TermsAcceptance, 'acceptance').where('1 = 1');
    if (filter.userId) rows.andWhere('acceptance.userId = :userId', { userId: filter.userId });
    // Ids begin with their time.
    const [found, total] = await cutPage(rows.orderBy('acceptance.id', 'DESC'), filter);
    const entry = found.map(({ userId, version, acceptedAt }) => ({
      userId,
      version,
      acceptedAt: acceptedAt.toISOString(),
    }));
    return page(filter, [entry, total]);
  }

  private async view(rows: TermsVersion[]): Promise<TermsDto[]> {
    const current = await this.cache.current();
    const counts = await this.countsOf(rows.map(({ id }) => id));
    return Promise.all(
      rows.map(async (row) => {
        const { id, publishedBy } = row;
        const name = publishedBy === null ? null : await this.names.nameOf('user', publishedBy);
        const facts = { inForce: id === current?.id, accepted: counts.get(id) ?? 0 };
        return toDto(row, { ...facts, publishedBy: name ?? publishedBy });
      }),
    );
  }

  private async countsOf(ids: string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database
      .query(TermsAcceptance, 'acceptance')
      .select('acceptance.termsId', 'id')
      .addSelect('COUNT(*)', 'count')
      .where('acceptance.termsId IN (:...ids)', { ids })
      .groupBy('acceptance.termsId')
      .getRawMany<{ id: string; count: string | number }>();
    return new Map(rows.map(({ id, count }) => [id, Number(count)]));
  }

  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.find(TermsVersion, {
      select: { id: true, version: true },
      where: { id: In(ids) },
    });
    return new Map(rows.map(({ id, version }) => [id, version]));
  }
}
