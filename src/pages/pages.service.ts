import { Injectable } from '@nestjs/common';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { changedMembers, pickedMembers } from '../common/changed-members.js';
import { Clock } from '../common/clock.js';
import { createIdentifier } from '../common/identifiers.js';
import { conflict, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import type { Caller } from '../operations/caller.js';
import { PageFiles } from './folder/page-files.js';
import type { CreatePageDto, UpdatePageDto } from './page.dto.js';
import { WrittenPage } from './page.entity.js';
import { stateOf, summaryOf } from './pages.rules.js';

const PAGE_ID = 'pag_';
const MOST_PAGES = 200;

/** Creates, changes and removes the pages that are written in the portal. */
@Injectable()
export class PagesService {
  constructor(
    private readonly changes: Changes,
    private readonly files: PageFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the new page
   * @throws Problem 409 `page_exists`, `too_many_pages`
   */
  async create(caller: Caller, body: CreatePageDto): Promise<string> {
    const now = new Date(this.clock.now());
    const { markdown = '', position = 0, state = 'draft' } = body;
    const page: WrittenPage = {
      ...body,
      markdown,
      position,
      state,
      id: createIdentifier(PAGE_ID, now.getTime()),
      summary: summaryOf(markdown),
      publishedAt: state === 'published' ? now : null,
      changedBy: caller.userId ?? null,
      updatedAt: now,
      createdAt: now,
    };
    await this.changes.run(caller, 'backend.page.create', async (tx, about) => {
      await tx.lock('page');
      if ((await tx.rows.count(WrittenPage)) >= MOST_PAGES)
        throw conflict(
          'too_many_pages',
          `There are at most ${MOST_PAGES} pages; remove one first.`,
        );
      await this.requireFreeAddress(tx, page);
      await tx.rows.insert(WrittenPage, page);
      const { kind, slug, language, title } = page;
      about(factsOf(page, { kind, slug, language, title, state }));
    });
    return page.id;
  }

  /** @throws Problem 404; 409 `page_exists`, `page_in_folder`; 412 */
  async update(caller: Caller, id: string, fields: UpdatePageDto): Promise<void> {
    await this.requireWritten(id);
    await this.changes.run(caller, 'backend.page.update', async (tx, about) => {
      const page = await this.holdUnchanged(tx, caller, id);
      const names = changedMembers(page, fields);
      if (names.length === 0) return about('nothing');
      const now = new Date(this.clock.now());
      const changed = { ...page, ...fields };
      const isShown = changed.state === 'published';
      await this.requireFreeAddress(tx, changed);
      await tx.rows.update(
        WrittenPage,
        { id },
        {
          ...changed,
          summary: summaryOf(changed.markdown),
          publishedAt: page.publishedAt ?? (isShown ? now : null),
          changedBy: caller.userId ?? null,
          updatedAt: now,
        },
      );
      const after = pickedMembers(changed, names);
      about(factsOf(page, { ...after, before: pickedMembers(page, names) }));
    });
  }

  /** @throws Problem 404, 409 `page_in_folder`, 412 */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.requireWritten(id);
    await this.changes.run(caller, 'backend.page.remove', async (tx, about) => {
      const page = await this.holdUnchanged(tx, caller, id);
      await tx.rows.delete(WrittenPage, { id });
      const { kind, slug, language, title } = page;
      about(factsOf(page, { kind, slug, language, title }));
    });
  }

  private async holdUnchanged(tx: Transaction, caller: Caller, id: string): Promise<WrittenPage> {
    await tx.lock('page');
    const page = await tx.rows.findOneBy(WrittenPage, { id });
    if (!page) throw notFound('page');
    await this.changes.requireUnchanged(tx, caller, `page:${id}`, stateOf(page));
    return page;
  }

  private async requireFreeAddress(tx: Transaction, page: WrittenPage): Promise<void> {
    const { id, kind, slug, language } = page;
    const other = await tx.rows.findOneBy(WrittenPage, { kind, slug, language });
    if (other && other.id !== id)
      throw conflict('page_exists', 'There is a page of this address in this language.', 'slug');
  }

  private async requireWritten(id: string): Promise<void> {
    if ((await this.files.all()).some((file) => file.id === id))
      throw conflict('page_in_folder', 'This page is a file; change it in the folder of pages.');
  }
}

function factsOf({ id }: WrittenPage, detail: ChangeFacts['detail']): ChangeFacts {
  return { subject: `page:${id}`, detail };
}
