import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { createIdentifier } from '../common/identifiers.js';
import { Catalogue } from '../operations/catalogue.js';
import { Scope } from './scope.entity.js';
import { describeScope } from './scopes.rules.js';

/** Gives every operation's scope a row at the start, so that roles and apps can hold it. */
@Injectable()
export class ScopesSeed implements OnApplicationBootstrap {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.work.run((tx) => this.addMissing(tx));
  }

  /** Several instances may start at once, so they take turns. */
  private async addMissing(tx: Transaction): Promise<void> {
    await tx.lock('scope');
    const rows = await tx.rows.find(Scope);
    const known = new Set(rows.map(({ name }) => name));
    const missing = this.catalogue.scopeNames().filter((name) => !known.has(name));
    for (const name of missing) await tx.rows.insert(Scope, this.systemScope(name));
    if (missing.length > 0) tx.changed('scope', 'catalogue');
  }

  private systemScope(name: string): Scope {
    const now = this.clock.now();
    return {
      id: createIdentifier('scp_', now),
      name,
      description: describeScope(name, this.catalogue.entries),
      system: true,
      createdAt: new Date(now),
    };
  }
}
