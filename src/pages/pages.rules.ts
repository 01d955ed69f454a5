import { compareTexts } from '../common/compare-texts.js';
import type { Language } from '../common/language.js';
import { readTime } from '../common/time.js';
import type { PageKind, PageState, WrittenPage } from './page.entity.js';

/** Characters of a page's text at most. */
export const LONGEST_TEXT = 65_536;
export const LONGEST_TITLE = 200;
export const LAST_POSITION = 9_999;
export const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/;

const LONGEST_SUMMARY = 200;
/** As much of the text as a summary may need. */
const BEGINNING = 4_000;

/** What is known of a page without its text. */
export interface PageFacts {
  id: string;
  kind: PageKind;
  slug: string;
  language: Language;
  title: string;
  summary: string;
  position: number;
  state: PageState;
  publishedAt: Date | null;
  updatedAt: Date;
  changedBy: string | null;
  /** Whether it was written in the portal, or is a file of this instance. */
  source: 'portal' | 'folder';
}

/** A page with its text. */
export interface WholePage extends PageFacts {
  markdown: string;
}

/** What a change of a page may replace. */
export function stateOf(page: WrittenPage): object {
  return { ...page };
}

/** How a text begins, as one line without the marks of Markdown. */
export function summaryOf(text: string): string {
  const plain = text
    .slice(0, BEGINNING)
    .replaceAll(/^```[^\n]*$/gm, '')
    .replaceAll(/^#{1,6} .*$/gm, '')
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replaceAll(/^(?:[-*+>]|\d{1,9}[.)]) /gm, '')
    .replaceAll(/[*`|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain.length <= LONGEST_SUMMARY) return plain;
  // A character of two halves is not cut through its middle.
  return `${plain.slice(0, LONGEST_SUMMARY - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Pages in the order in which they are read: guides by their place, a changelog from its newest. */
export function inReadingOrder<T extends PageFacts>(pages: readonly T[]): T[] {
  return pages.toSorted((one, other) => {
    if (one.kind !== other.kind) return one.kind < other.kind ? 1 : -1;
    const byTime = (other.publishedAt?.getTime() ?? Infinity) - (one.publishedAt?.getTime() ?? Infinity); // prettier-ignore
    const first = one.kind === 'changelog' ? byTime || 0 : one.position - other.position;
    return (
      first || compareTexts(one.slug, other.slug) || compareTexts(one.language, other.language)
    );
  });
}

/** Of each page the version in the reader's language, or else the one that there is. */
export function inLanguage<T extends PageFacts>(
  pages: readonly T[],
  wanted: Language,
): (T & { languages: Language[] })[] {
  const versions = new Map<string, T[]>();
  for (const page of pages) {
    const name = `${page.kind}/${page.slug}`;
    versions.set(name, [...(versions.get(name) ?? []), page]);
  }
  return [...versions.values()].flatMap((each) => {
    const chosen = each.find(({ language }) => language === wanted) ?? each[0];
    return chosen ? [{ ...chosen, languages: each.map(({ language }) => language).sort() }] : [];
  });
}

/** Those of several sources, where a page that was written in the portal hides a file of its address. */
export function withoutHidden(pages: readonly PageFacts[]): PageFacts[] {
  const addressOf = ({ kind, slug, language }: PageFacts) => `${kind}/${slug}/${language}`;
  const written = new Set(pages.filter(({ source }) => source === 'portal').map(addressOf));
  return pages.filter((page) => page.source === 'portal' || !written.has(addressOf(page)));
}

/** What the lines between two `---` at the beginning of a file say, and the text below them. */
export interface FrontMatter {
  title?: string;
  position: number;
  language?: string;
  isDraft: boolean;
  date?: Date;
  text: string;
}

/** Reads a file of Markdown: `title`, `order`, `language`, `draft` and `date`, a line each. */
export function readFrontMatter(file: string): FrontMatter {
  const lines = file
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const end = lines[0]?.trimEnd() === '---' ? lines.indexOf('---', 1) : -1;
  const said = new Map(
    lines.slice(1, Math.max(1, end)).flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim(), unquoted(line.slice(colon + 1).trim())]] : []; // prettier-ignore
    }),
  );
  const below = lines
    .slice(end + 1)
    .join('\n')
    .trim();
  // Without a title of its own, the first heading is the title, and is not shown twice.
  const [heading, headed] = (said.get('title') ? undefined : /^# (.+)/.exec(below)) ?? [];
  const order = Number(said.get('order') ?? 0);
  const time = readTime(said.get('date') ?? '');
  return {
    title: said.get('title') || headed?.trim(),
    position: Number.isInteger(order) ? Math.min(Math.max(order, 0), LAST_POSITION) : 0,
    language: said.get('language'),
    isDraft: said.get('draft') === 'true',
    date: Number.isNaN(time) ? undefined : new Date(time),
    text: below.slice(heading?.length ?? 0).trim(),
  };
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
