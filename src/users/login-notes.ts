import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Person } from '../oauth/ports.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';

const NOTED_EVERY_MS = 60_000;

/** Notes when people were here last, to the minute: a busy client must not write at each login. */
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
  async noteLogin(row: User): Promise<Person | undefined> {
    const now = this.clock.now();
    if (now - (row.lastLoginAt?.getTime() ?? 0) >= NOTED_EVERY_MS)
      await this.work.run(async (tx) => {
        await tx.rows.update(User, { id: row.id }, { lastLoginAt: new Date(now) });
      });
    const current = await this.users.row(row.id);
    if (current?.status !== 'active' || current.epoch !== row.epoch) return undefined;
    const person = await this.users.person(row.id);
    return person?.epoch === row.epoch ? person : undefined;
  }
}
