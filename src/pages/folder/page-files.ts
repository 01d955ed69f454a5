import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isLanguage, LANGUAGES } from '../../common/language.js';
import { ONE_LINE, SOME_LINES } from '../../common/text.js';
import { Config } from '../../config/config.js';
import type { PageKind } from '../page.entity.js';
import {
  LONGEST_TEXT,
  LONGEST_TITLE,
  readFrontMatter,
  SLUG,
  summaryOf,
  type WholePage,
} from '../pages.rules.js';

/** What is known of a file as it was when it was read. */
interface ReadFile {
  size: number;
  modifiedAt: number;
  page?: WholePage;
}

const FOLDERS: Record<PageKind, string> = { guide: 'guides', changelog: 'changelog' };
const MOST_FILES = 200;
/** Four bytes a character, and the lines above the text. */
const LARGEST = 4 * LONGEST_TEXT + 4_096;
/** `first-steps.md`, `first-steps.fr.md`. */
const FILE_NAME = /^([^.]+)(?:\.([a-z]{2}))?\.md$/;

/**
 * Reads the pages that an operator keeps as files, in `DATA_DIR/pages/guides` and
 * `DATA_DIR/pages/changelog`. A file is read again when its size or its time has changed, and a file
 * that is no page is told in the log, once.
 */
@Injectable()
export class PageFiles implements OnModuleInit {
  private readonly log = new Logger(PageFiles.name);
  private readonly folder: string;
  private known = new Map<string, ReadFile>();
  private running?: Promise<WholePage[]>;

  constructor({ dataDir }: Config) {
    this.folder = join(dataDir, 'pages');
  }

  async onModuleInit(): Promise<void> {
    await this.all();
  }

  /** Those that there are now; who asks meanwhile gets the same answer. */
  async all(): Promise<WholePage[]> {
    this.running ??= this.read().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async read(): Promise<WholePage[]> {
    const files = [...(await this.namesIn('guide')), ...(await this.namesIn('changelog'))];
    const found = new Map<string, ReadFile>();
    for (const { kind, name } of files.slice(0, MOST_FILES)) {
      const path = join(this.folder, FOLDERS[kind], name);
      const file = await this.readFile(path, kind, name);
      if (file) found.set(path, file);
    }
    this.known = found;
    return [...found.values()].flatMap(({ page }) => page ?? []);
  }

  private async namesIn(kind: PageKind): Promise<{ kind: PageKind; name: string }[]> {
    const names = await readdir(join(this.folder, FOLDERS[kind])).catch(() => []);
    return names
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => ({ kind, name }));
  }

  private async readFile(
    path: string,
    kind: PageKind,
    name: string,
  ): Promise<ReadFile | undefined> {
    try {
      const { size, mtimeMs: modifiedAt } = await stat(path);
      const known = this.known.get(path);
      if (known?.size === size && known.modifiedAt === modifiedAt) return known;
      const text = size > LARGEST ? undefined : await readFile(path, 'utf8');
      const page = pageOfFile(kind, name, text, new Date(modifiedAt));
      if (typeof page === 'object') return { size, modifiedAt, page };
      this.log.warn(`${path} is not shown: ${page}`);
      return { size, modifiedAt };
    } catch {
      return undefined; // gone since the folder was listed, or not ours to read
    }
  }
}

/** The page that a file is, or why it is none. */
function pageOfFile(
  kind: PageKind,
  name: string,
  file: string | undefined,
  modifiedAt: Date,
): WholePage | string {
  if (file === undefined) return 'it is too large.';
  const [, slug = '', ending] = FILE_NAME.exec(name) ?? [];
  if (!SLUG.test(slug)) return 'its name has other signs than small letters, digits and hyphens.';
  const { title = slug, position, isDraft, date, text: markdown, ...said } = readFrontMatter(file);
  const language = said.language ?? ending ?? 'en';
  if (!isLanguage(language)) return `its language is none of ${LANGUAGES.join(', ')}.`;
  if (title.length > LONGEST_TITLE || !ONE_LINE.test(title)) return 'its title is no short line.';
  if (markdown.length > LONGEST_TEXT || !SOME_LINES.test(markdown))
    return 'its text is too long, or has invisible signs.';
  return {
    // Neither part can hold the sign between them.
    id: `file_${kind}_${slug}_${language}`,
    kind,
    slug,
    language,
    title,
    markdown,
    summary: summaryOf(markdown),
    position,
    state: isDraft ? 'draft' : 'published',
    publishedAt: isDraft ? null : (date ?? modifiedAt),
    updatedAt: modifiedAt,
    changedBy: null,
    source: 'folder',
  };
}
