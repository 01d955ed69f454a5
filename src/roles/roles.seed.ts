import { isDeepStrictEqual } from 'node:util';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { createIdentifier } from '../common/identifiers.js';
import { Role } from './role.entity.js';

const CONSUMER_SCOPES = ['authorization', 'consumer', 'deliveries', 'tasks'];

const SEEDED = [
  {
    name: 'Administrator',
    description: 'May do everything, also what later versions bring.',
    scopes: [],
    everything: true,
  },
  {
    name: 'Partner',
    description: 'A consumer who also has accounts for customers of their own.',
    scopes: [...CONSUMER_SCOPES, 'partner'],
    everything: false,
  },
  {
    name: 'Consumer',
    description: 'A developer who makes apps and calls the API.',
    scopes: CONSUMER_SCOPES,
    everything: false,
  },
];

/** Whether the role may do what it could from the first start, and nothing else. */
export function isAsSeeded({ name, scopes }: { name: string; scopes: readonly string[] }): boolean {
  const seeded = SEEDED.find((role) => role.name === name);
  return seeded !== undefined && isDeepStrictEqual(seeded.scopes.toSorted(), scopes.toSorted());
}

/** Creates the roles that are there from the first start. */
@Injectable()
export class RolesSeed implements OnApplicationBootstrap {
  private seeded?: Promise<void>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.ready();
  }

  /** Resolves when the roles are there; creates them when it is asked first. */
  async ready(): Promise<void> {
    this.seeded ??= this.work.run((tx) => this.addMissing(tx));
    await this.seeded;
  }

  /** Several instances may start at once, so they take turns. */
  private async addMissing(tx: Transaction): Promise<void> {
    await tx.lock('role');
    for (const role of SEEDED) {
      if (await tx.rows.existsBy(Role, { name: role.name })) continue;
      const now = this.clock.now();
      const id = createIdentifier('rol_', now);
      await tx.rows.insert(Role, { ...role, id, system: true, createdAt: new Date(now) });
      tx.changed('role', id);
    }
  }
}
