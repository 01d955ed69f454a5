import { Entity } from 'typeorm';
import { Id, OptionalTime, Text, Time } from '../../database/columns.js';

/** How urgent an announcement is. */
export const ANNOUNCEMENT_LEVELS = ['info', 'warning'] as const;
export type AnnouncementLevel = (typeof ANNOUNCEMENT_LEVELS)[number];

/** What is announced on every page of the portal. There is one row at most. */
@Entity('announcement')
export class Announcement {
  @Id() id: string;
  /** In each language; empty where it is not written in it. */
  @Text(500) textEn: string;
  @Text(500) textFr: string;
  @Text(16) level: AnnouncementLevel;
  @OptionalTime() from: Date | null;
  @OptionalTime() until: Date | null;
  @Time() updatedAt: Date;
}
