import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { invalid } from '../../common/problem.js';
import { readTime } from '../../common/time.js';
import type { Caller } from '../../operations/caller.js';
import { UsersService } from '../../users/users.service.js';
import { InitialAccessToken } from '../stores/initial-access-token.entity.js';
import type { CreateInitialAccessDto } from './initial-access.dto.js';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 365;
const USUAL_DAYS = 7;

/** Who may make an initial access token, and for how long. */
@Injectable()
export class InitialAccessRules implements OnModuleInit {
  constructor(
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.users.onRemove(async (tx, userId) => {
      await tx.rows.delete(InitialAccessToken, { userId });
    });
  }

  /** @throws 400 */
  settle({ personId }: Caller, { expiresAt }: CreateInitialAccessDto) {
    return { userId: personId, expiresAt: new Date(this.end(expiresAt)) };
  }

  private end(wanted: string | undefined): number {
    const now = this.clock.now();
    const end = wanted === undefined ? now + USUAL_DAYS * DAY_MS : readTime(wanted);
    if (!(end > now)) throw invalid('expiresAt', 'in_the_past', 'expiresAt must be in the future.');
    if (end > now + LONGEST_DAYS * DAY_MS)
      throw invalid('expiresAt', 'too_late', `expiresAt is at most ${LONGEST_DAYS} days ahead.`);
    return end;
  }
}
