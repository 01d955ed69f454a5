import { Injectable } from '@nestjs/common';
import { ActivityQuery } from '../apps/activity/activity.query.js';
import { countAppsWithOldSecret, countPendingApps } from '../apps/waiting-apps.js';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { GatesQuery } from '../gate/gates/gates.query.js';
import { Mailer } from '../mail/mailer.js';
import { UsersQuery } from '../users/users.query.js';
import { type AttentionDto, MOST_COUNTED } from './attention.dto.js';
import { FirstStepsQuery } from './first-steps.query.js';

const DAY_MS = 86_400_000;
const OLD_SECRET_MS = 365 * DAY_MS;
const MOST_APPS = 5;
const MOST_GATES = 10;

/** Finds what an administrator should look at; each number is bounded, and read by an index. */
@Injectable()
export class AttentionQuery {
  constructor(
    private readonly database: Database,
    private readonly users: UsersQuery,
    private readonly activity: ActivityQuery,
    private readonly gates: GatesQuery,
    private readonly mailer: Mailer,
    private readonly firstSteps: FirstStepsQuery,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<AttentionDto> {
    const now = this.clock.now();
    return {
      pendingUsers: await this.users.countPending(MOST_COUNTED),
      pendingApps: await countPendingApps(this.database, MOST_COUNTED),
      oldSecrets: await countAppsWithOldSecret(
        this.database,
        { before: now - OLD_SECRET_MS, now },
        MOST_COUNTED,
      ),
      silentGates: await this.gates.silent(MOST_GATES),
      delayedMails: await this.mailer.delayed(),
      mostIssued: await this.activity.most('issued', now - DAY_MS, MOST_APPS),
      firstSteps: await this.firstSteps.read(),
      mostRefused: await this.activity.most('failed', now - DAY_MS, MOST_APPS),
    };
  }
}
