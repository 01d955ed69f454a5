import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { tagged } from '../common/entity-tag.js';
import { likePattern, type Page, pageOfList } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { Database } from '../database/database.js';
import { PageFiles } from './folder/page-files.js';
import { type PageDto, type PagesQueryDto, toDto, type WholePageDto } from './page.dto.js';
import { WrittenPage } from './page.entity.js';
import { inReadingOrder, type PageFacts, stateOf, type WholePage } from './pages.rules.js';

const WITHOUT_TEXT = {
  id: true,
  kind: true,
  slug: true,
  language: true,
  title: true,
  summary: true,
  position: true,
  state: true,
  publishedAt: true,
  updatedAt: true,
  changedBy: true,
} as const;

/** Shows pages as answers do: those that were written in the portal, and the files of this instance. */
@Injectable()
export class PagesQuery {
  constructor(
    private readonly database: Database,
    private readonly files: PageFiles,
    private readonly names: AuditNames,
  ) {
    names.of('page', (ids) => this.titlesOf(ids));
  }

  /** In reading order. */
  async list(query: PagesQueryDto): Promise<Page<PageDto>> {
    const found = query.search ? await this.idsWith(query.search) : undefined;
    const wanted = (await this.all()).filter(
      ({ id, kind, state }) =>
        (!query.kind || kind === query.kind) &&
        (!query.state || state === query.state) &&
        (!found || found.has(id)),
    );
    const cut = pageOfList(query, inReadingOrder(wanted));
    return { ...cut, entry: await this.view(cut.entry) };
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<WholePageDto> {
    const row = await this.database.rows.findOneBy(WrittenPage, { id });
    if (row) {
      const { createdAt: _, ...page } = row;
      return tagged(await this.viewWhole({ ...page, source: 'portal' }), stateOf(row));
    }
    const file = (await this.files.all()).find((each) => each.id === id);
    if (!file) throw notFound('page');
    return this.viewWhole(file);
  }

  /** Every page without its text. There are at most a few hundred. */
  async all(): Promise<PageFacts[]> {
    const rows = await this.database.lists.find(WrittenPage, { select: WITHOUT_TEXT });
    const files = await this.files.all();
    return [...rows.map((row) => ({ ...row, source: 'portal' as const })), ...files.map(withoutText)]; // prettier-ignore
  }

  /** The text of a page. */
  async textOf({ id, source }: PageFacts): Promise<string | undefined> {
    if (source === 'folder')
      return (await this.files.all()).find((each) => each.id === id)?.markdown;
    return (await this.database.rows.findOneBy(WrittenPage, { id }))?.markdown;
  }

  /** The pages whose title or text has this in it. */
  async idsWith(search: string): Promise<ReadonlySet<string>> {
    const rows = await this.database
      .query(WrittenPage, 'page')
      .select('page.id')
      .where(
        "LOWER(page.title) LIKE :pattern ESCAPE '!' OR LOWER(page.markdown) LIKE :pattern ESCAPE '!'",
        { pattern: likePattern(search) },
      ) // prettier-ignore
      .getMany();
    const wanted = search.toLowerCase();
    const files = (await this.files.all()).filter(({ title, markdown }) =>
      [title, markdown].some((each) => each.toLowerCase().includes(wanted)),
    );
    return new Set([...rows, ...files].map(({ id }) => id));
  }

  private async view(pages: readonly PageFacts[]): Promise<PageDto[]> {
    const ids = [...new Set(pages.flatMap(({ changedBy }) => changedBy ?? []))];
    const found = await Promise.all(ids.map((id) => this.names.nameOf('user', id)));
    const names = new Map(ids.map((id, index) => [id, found[index] ?? id]));
    return pages.map((facts) => toDto(facts, names.get(facts.changedBy ?? '') ?? null));
  }

  private async viewWhole({ markdown, ...facts }: WholePage): Promise<WholePageDto> {
    const changedBy = facts.changedBy;
    const name = changedBy === null ? undefined : await this.names.nameOf('user', changedBy);
    return { ...toDto(facts, name ?? changedBy), markdown };
  }

  private async titlesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.find(WrittenPage, {
      select: { id: true, title: true },
      where: { id: In(ids) },
    });
    return new Map(rows.map(({ id, title }) => [id, title]));
  }
}

function withoutText(page: WholePage): PageFacts {
  const { markdown: _, ...facts } = page;
  return facts;
}
