import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { SigningKeys } from '../auth/keys/signing-keys.js';

/** Says what keeps an instance from serving, each by its name. */
@Injectable()
export class Readiness {
  private draining = false;

  constructor(
    private readonly database: Database,
    private readonly feed: ChangeFeed,
    private readonly keys: SigningKeys,
  ) {}

  /** From now on a load balancer should send nobody here. */
  drain(): void {
    this.draining = true;
  }

  /** Nothing when the instance is ready. */
  async faults(): Promise<string[]> {
    const checks: Record<string, boolean> = {
      shutdown: !this.draining,
      database: await this.answers(),
      changes: this.feed.isCurrent(),
      keys: this.hasKey(),
    };
    return Object.keys(checks).filter((name) => !checks[name]);
  }

  private answers(): Promise<boolean> {
    return this.database.rows.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  private hasKey(): boolean {
    try {
      return this.keys.current.kid !== '';
    } catch {
      return false;
    }
  }
}
