import { Injectable } from '@nestjs/common';
import { type EntityManager, In, Like } from 'typeorm';
import { Clock } from '../common/clock.js';
import { createIdentifier } from '../common/identifiers.js';
import type { Transaction } from '../database/transaction.js';
import { Scope } from './scope.entity.js';

/** A scope that an imported API brings. */
export interface ImportedScope {
  name: string;
  /** One sentence for people: what it opens. */
  description: string;
  /** What we said before: an administrator's own words stay. */
  descriptionBefore?: string;
}

/** Rows of one statement: databases take a bounded number of variables. */
const AT_ONCE = 500;

/** Keeps the scopes that imported APIs bring: the API's name, and everything below its dot. */
@Injectable()
export class ImportedScopesService {
  constructor(private readonly clock: Clock) {}

  /** Those that somebody made by hand, at the root or below it; names that no import may take. */
  async madeByHand(rows: EntityManager, root: string): Promise<string[]> {
    const scopes = await this.below(rows, root);
    return scopes.filter(({ system }) => !system).map(({ name }) => name);
  }

  /** Whether there is a scope of this name, or below it. */
  async exist(rows: EntityManager, root: string): Promise<boolean> {
    return (await this.below(rows, root)).length > 0;
  }

  /**
   * Makes these the scopes of an API.
   * @param root the name of the API; names cannot hold a wildcard of LIKE but `_`, which is looked at
   * @returns the names that there are no longer
   */
  async replace(tx: Transaction, root: string, wanted: ImportedScope[]): Promise<string[]> {
    await tx.lock('scope');
    const rows = (await this.below(tx.rows, root)).filter(({ system }) => system);
    const there = new Map(rows.map((row) => [row.name, row]));
    const names = new Set(wanted.map(({ name }) => name));
    const ended = rows.filter(({ name }) => !names.has(name)).map(({ name }) => name);
    const missing = wanted.filter(({ name }) => !there.has(name));
    for (const some of pieces(missing))
      await tx.rows.insert(
        Scope,
        some.map((each) => this.scopeOf(each)),
      );
    for (const some of pieces(ended)) await tx.rows.delete(Scope, { name: In(some) });
    for (const { name, description, descriptionBefore } of wanted) {
      const row = there.get(name);
      if (row && row.description === descriptionBefore && description !== descriptionBefore)
        await tx.rows.update(Scope, { id: row.id }, { description });
    }
    if (missing.length > 0 || ended.length > 0) tx.changed('scope', root);
    return ended;
  }

  private async below(manager: EntityManager, root: string): Promise<Scope[]> {
    const rows = await manager.find(Scope, {
      where: [{ name: root }, { name: Like(`${root}.%`) }],
    });
    // LIKE ignores case on SQLite.
    return rows.filter(({ name }) => name === root || name.startsWith(`${root}.`));
  }

  private scopeOf({ name, description }: ImportedScope): Scope {
    const now = this.clock.now();
    const id = createIdentifier('scp_', now);
    return { id, name, description, system: true, createdAt: new Date(now) };
  }
}

function pieces<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, index) =>
    list.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}
