import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { entries } from '../common/cache-bounds.js';
import { conflict } from '../common/problem.js';
import { countUpTo } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { SettingsService } from '../settings/settings.service.js';

/** A row that somebody owns. */
interface Owned {
  owner: string;
}

const MOST_OWNERS = 10_000;
/** Created between two counts at most: other instances create rows of the same owner meanwhile. */
const MOST_UNCOUNTED = 1_000;

/** Bounds how many rows an owner creates; they are counted now and then, since counting costs. */
@Injectable()
export class RowQuota {
  private readonly left = new LRUCache<string, number>(entries(MOST_OWNERS));

  constructor(
    private readonly database: Database,
    private readonly settings: SettingsService,
  ) {}

  /** Counts one row. @throws 409 `too_many_rows` */
  async take(entity: new () => Owned, owner: string): Promise<void> {
    const most = this.settings.get('quota.rows');
    const name = `${entity.name} ${most} ${owner}`;
    const left = this.left.get(name) ?? (await this.count(entity, owner, most));
    if (left <= 0) throw conflict('too_many_rows', `There may be ${most} of them.`);
    // The last one is counted again next time.
    if (left > 1) this.left.set(name, left - 1);
    else this.left.delete(name);
  }

  private async count(entity: new () => Owned, owner: string, most: number): Promise<number> {
    const rows = this.database.query(entity, 'row').where({ owner });
    const left = most - (await countUpTo(most, rows));
    return Math.min(Math.ceil(left / 2), MOST_UNCOUNTED);
  }
}
