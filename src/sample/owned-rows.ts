import { In } from 'typeorm';
import { Clock } from '../common/clock.js';
import { likePattern, type Page, page, type PageQuery } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { createIdentifier } from '../common/identifiers.js';
import type { RowQuota } from './row-quota.js';

/** A row that belongs to an account, an app or a person. */
export interface OwnedRow {
  id: string;
  owner: string;
  title: string;
  comments: string;
  status: 'open' | 'done' | 'cancelled';
  createdAt: Date;
  updatedAt: Date;
}

/** The answer's form of a row; whose it is, the caller knows. Times are ISO 8601. */
export function toAnswer({ id, title, comments, status, createdAt, updatedAt }: OwnedRow) {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id, title, comments, status, ...times };
}

type Content = Pick<OwnedRow, 'title' | 'comments' | 'status'>;

/** Which rows: their class, the beginning of their ids, their name in answers. */
export interface RowKind {
  entity: new () => OwnedRow;
  prefix: string;
  noun: string;
}

/** Keeps the rows of both resources of the sample API: everybody works on rows of their own. */
export class OwnedRows {
  constructor(
    private readonly kind: RowKind,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly quota: RowQuota,
  ) {}

  /** Newest first. */
  async list(owner: string, query: PageQuery): Promise<Page<OwnedRow>> {
    const rows = this.database.query(this.kind.entity, 'row').where({ owner });
    if (query.search)
      rows.andWhere(
        "(LOWER(row.title) LIKE :pattern ESCAPE '!' OR LOWER(row.comments) LIKE :pattern ESCAPE '!')",
        { pattern: likePattern(query.search) },
      );
    rows.orderBy('row.createdAt', 'DESC').addOrderBy('row.id', 'DESC');
    return page(query, await cutPage(rows, query));
  }

  /** @throws 404, also for somebody else's row */
  async get(owner: string, id: string): Promise<OwnedRow> {
    const row = await this.database.rows.findOneBy(this.kind.entity, { id, owner });
    if (!row) throw notFound(this.kind.noun);
    return row;
  }

  /** @throws 409 `too_many_rows` */
  async create(owner: string, content: Partial<Content> & { title: string }): Promise<OwnedRow> {
    await this.quota.take(this.kind.entity, owner);
    const now = this.clock.now();
    const row: OwnedRow = {
      id: createIdentifier(this.kind.prefix, now),
      owner,
      comments: '',
      status: 'open',
      ...content,
      createdAt: new Date(now),
      updatedAt: new Date(now),
    };
    await this.work.run((tx) => tx.rows.insert(this.kind.entity, row));
    return row;
  }

  /** @throws 404 */
  async update(owner: string, id: string, content: Partial<Content>): Promise<OwnedRow> {
    return this.work.run(async (tx) => {
      const row = await tx.rows.findOneBy(this.kind.entity, { id, owner });
      if (!row) throw notFound(this.kind.noun);
      const changes = { ...content, updatedAt: new Date(this.clock.now()) };
      await tx.rows.update(this.kind.entity, { id }, changes);
      return { ...row, ...changes };
    });
  }

  /** Removes the rows of owners that are being removed. */
  async removeAllOf(tx: Transaction, owners: string[]): Promise<void> {
    await tx.rows.delete(this.kind.entity, { owner: In(owners) });
  }

  /** @throws 404 */
  async remove(owner: string, id: string): Promise<void> {
    const { affected } = await this.work.run((tx) =>
      tx.rows.delete(this.kind.entity, { id, owner }),
    );
    if (affected === 0) throw notFound(this.kind.noun);
  }
}
