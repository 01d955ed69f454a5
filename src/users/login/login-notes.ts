import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { Language } from '../../common/language.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Person } from '../../oauth/ports.js';
import { User } from '../user.entity.js';
import { UsersService } from '../users.service.js';

const NOTED_EVERY_MS = 60_000;

/** Notes when people were here last, and in which language they read, to the minute: a busy client must not write at each login. */
@Injectable()
export class LoginNotes {
  constructor(
    private readonly users: UsersService,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * The person, if nothing that ends logins happened since the row was read: comparing a password
   * takes a while, and a password changed meanwhile must not open the new epoch.
   */
  async noteLogin(row: User, language?: Language): Promise<Person | undefined> {
    const now = this.clock.now();
    const isNews = language !== undefined && language !== row.language;
    if (isNews || now - (row.lastLoginAt?.getTime() ?? 0) >= NOTED_EVERY_MS)
      await this.work.run(async (tx) => {
        const noted = { lastLoginAt: new Date(now), ...(isNews && { language }) };
        await tx.rows.update(User, { id: row.id }, noted);
      });
    const current = await this.users.row(row.id);
    if (current?.status !== 'active' || current.epoch !== row.epoch) return undefined;
    const person = await this.users.person(row.id);
    return person?.epoch === row.epoch ? person : undefined;
  }
}
