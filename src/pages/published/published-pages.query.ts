import { Injectable } from '@nestjs/common';
import type { Language } from '../../common/language.js';
import { type Page, pageOfList } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { inLanguage, inReadingOrder, type PageFacts, withoutHidden } from '../pages.rules.js';
import { PagesQuery } from '../pages.query.js';
import type {
  PublishedPageDto,
  PublishedPagesQueryDto,
  WholePublishedPageDto,
} from './published-page.dto.js';

/** Shows what the provider published, each page in the reader's language where it is written in it. */
@Injectable()
export class PublishedPagesQuery {
  constructor(private readonly pages: PagesQuery) {}

  /** Guides by their place, then the changelog from its newest entry. */
  async list(query: PublishedPagesQueryDto): Promise<Page<PublishedPageDto>> {
    const { kind, language = 'en', search } = query;
    const found = search ? await this.pages.idsWith(search) : undefined;
    const wanted = (await this.published(language)).filter(
      (page) => (!kind || page.kind === kind) && (!found || found.has(page.id)),
    );
    const cut = pageOfList(query, inReadingOrder(wanted));
    return { ...cut, entry: cut.entry.map(toDto) };
  }

  /** @throws Problem 404 */
  async get(kind: string, slug: string, language: Language = 'en'): Promise<WholePublishedPageDto> {
    const all = await this.published(language);
    const page = all.find((each) => each.kind === kind && each.slug === slug);
    const markdown = page && (await this.pages.textOf(page));
    if (!page || markdown === undefined) throw notFound('page');
    return { ...toDto(page), markdown };
  }

  private async published(language: Language) {
    const all = withoutHidden(await this.pages.all());
    return inLanguage(
      all.filter(({ state }) => state === 'published'),
      language,
    );
  }
}

function toDto(page: PageFacts & { languages: Language[] }): PublishedPageDto {
  const { kind, slug, language, languages, title, summary, publishedAt, updatedAt } = page;
  return {
    kind,
    slug,
    language,
    languages,
    title,
    summary,
    publishedAt: publishedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  };
}
