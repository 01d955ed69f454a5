import { Injectable } from '@nestjs/common';
import { AppsHooks } from '../../apps/apps.hooks.js';
import { Database } from '../../database/database.js';
import { RolesCache } from '../../roles/roles.cache.js';
import type { Api } from '../api.entity.js';
import { CallsService } from '../calls/calls.service.js';
import { type Consequence, consequencesOf } from './consequences.js';
import type { KeptOperation, Step } from './steps.js';
import { beginningsOf } from './name-faults.js';

/** Apps that are looked at: those that hold something of the API, and those that called it. */
const MOST_APPS = 2_000;
const MOST_CALLERS = 500;

/** Tells who gains and who loses by a change of operations. */
@Injectable()
export class ConsequencesService {
  constructor(
    private readonly database: Database,
    private readonly roles: RolesCache,
    private readonly apps: AppsHooks,
    private readonly calls: CallsService,
  ) {}

  /** By operation: roles and apps, with the apps' calls of the last 30 days. */
  async of(
    api: Pick<Api, 'id' | 'name'>,
    steps: readonly Step<KeptOperation>[],
  ): Promise<Consequence[]> {
    const calls = await this.calls.lately(api.id);
    const callers = [...new Set([...calls.values()].flatMap((each) => [...each.keys()]))];
    const { lists } = this.database;
    const holding = await this.apps.holding(lists, {
      root: api.name,
      names: chosenNames(steps),
      most: MOST_APPS,
    });
    const calling = await this.apps.withKeys(lists, callers.slice(0, MOST_CALLERS));
    const apps = new Map([...holding, ...calling].map((app) => [app.key, app]));
    return consequencesOf(steps, {
      roles: await this.roles.all(),
      apps: [...apps.values()],
      calls,
    });
  }
}

/** The scopes that were chosen for operations, with all that would open them. */
function chosenNames(steps: readonly Step<KeptOperation>[]): string[] {
  const chosen = steps.flatMap(({ before, after }) => [
    ...(before?.scopes ?? []),
    ...(after?.scopes ?? []),
  ]);
  return [...new Set(chosen.flatMap((name) => [...beginningsOf(name), name]))].slice(0, 100);
}
