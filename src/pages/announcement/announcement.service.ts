import { Injectable } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import { changedMembers, pickedMembers } from '../../common/changed-members.js';
import { Clock } from '../../common/clock.js';
import { tagged } from '../../common/entity-tag.js';
import { invalid } from '../../common/problem.js';
import { ChangeFeed, type Remembered } from '../../database/change-feed.js';
import { Database } from '../../database/database.js';
import type { Caller } from '../../operations/caller.js';
import type { AnnouncementDto, UpdateAnnouncementDto } from './announcement.dto.js';
import { Announcement } from './announcement.entity.js';

/** The one row. */
const ID = 'current';
const NEVER = new Date(0);
const NONE: Announcement = { id: ID, textEn: '', textFr: '', level: 'info', from: null, until: null, updatedAt: NEVER }; // prettier-ignore

/** Keeps what is announced on every page of the portal, in memory for whoever opens one. */
@Injectable()
export class AnnouncementService {
  private readonly remembered: Remembered<Announcement>;

  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly clock: Clock,
    feed: ChangeFeed,
  ) {
    const load = () => database.rows.findOneBy(Announcement, { id: ID });
    this.remembered = feed.remember('announcement', async () => (await load()) ?? NONE);
  }

  /** What an administrator has written, whether it is shown now or not. */
  async get(): Promise<AnnouncementDto> {
    const row = (await this.database.rows.findOneBy(Announcement, { id: ID })) ?? NONE;
    return tagged(toDto(row), row);
  }

  /** What everybody is told now. */
  async shown(): Promise<AnnouncementDto | undefined> {
    const row = (await this.remembered.get(ID)) ?? NONE;
    const now = this.clock.now();
    const isEmpty = !row.textEn.trim() && !row.textFr.trim();
    const isEarly = row.from !== null && row.from.getTime() > now;
    const isOver = row.until !== null && row.until.getTime() <= now;
    return isEmpty || isEarly || isOver ? undefined : toDto(row);
  }

  /** @throws Problem 400 `ends_before_it_begins`, 412 */
  async update(caller: Caller, body: UpdateAnnouncementDto): Promise<void> {
    const { from, until, ...texts } = body;
    const fields = {
      ...texts,
      ...(from !== undefined && { from: timeOf(from) }),
      ...(until !== undefined && { until: timeOf(until) }),
    };
    await this.changes.run(caller, 'backend.announcement.update', async (tx, about) => {
      await tx.lock('announcement');
      const row = await tx.rows.findOneBy(Announcement, { id: ID });
      const before = row ?? NONE;
      await this.changes.requireUnchanged(tx, caller, `announcement:${ID}`, before);
      const names = changedMembers(before, fields);
      if (names.length === 0) return about('nothing');
      const after = { ...before, ...fields, updatedAt: new Date(this.clock.now()) };
      if (after.from && after.until && after.until <= after.from)
        throw invalid('until', 'ends_before_it_begins', 'The end is not later than the beginning.');
      if (row) await tx.rows.update(Announcement, { id: ID }, after);
      else await tx.rows.insert(Announcement, after);
      about({
        subject: `announcement:${ID}`,
        detail: { ...pickedMembers(toDto(after), names), before: pickedMembers(toDto(before), names) }, // prettier-ignore
        forget: ['announcement', ID],
      });
    });
  }
}

function timeOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function toDto({ textEn, textFr, level, from, until }: Announcement): AnnouncementDto {
  return {
    textEn,
    textFr,
    level,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  };
}
