import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { OwnerHooks } from '../accounts/accounts.hooks.js';
import type { Transaction } from '../database/transaction.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { UsersService } from '../users/users.service.js';
import { AppActivity } from './activity/app-activity.entity.js';
import { App } from './app.entity.js';
import { AppSecret } from './secrets/app-secret.entity.js';

/** Removes a module's rows of these apps, in the transaction that removes the apps. */
type RemovalHook = (tx: Transaction, apps: App[]) => Promise<void>;

/** Ends what a former owner knows of an app, in the transaction that gives it to somebody else. */
type HandoverHook = (tx: Transaction, app: App) => Promise<void>;

/** Does something with an app that is brought back, in the same transaction. */
type ComebackHook = (tx: Transaction, app: App) => Promise<void>;

/** Is told, in the same transaction, that what an app was given in earlier epochs has ended. */
type RevocationHook = (tx: Transaction, app: Pick<App, 'key' | 'epoch'>) => Promise<void>;

/** Apps of one statement: databases take a bounded number of variables. */
const AT_ONCE = 500;

/** Removes apps with all that is theirs, and tells the modules below what apps hold of theirs. */
@Injectable()
export class AppsHooks implements OnModuleInit {
  private readonly hooks: RemovalHook[] = [];
  private readonly revocationHooks: RevocationHook[] = [];
  private readonly handovers: HandoverHook[] = [];
  private readonly comebacks: ComebackHook[] = [];

  constructor(
    private readonly scopes: ScopesService,
    private readonly users: UsersService,
    private readonly owners: OwnerHooks,
  ) {}

  onModuleInit(): void {
    this.users.onRemove((tx, userId) => this.removeAllOf(tx, userId));
    this.scopes.addHolder(holderOf);
  }

  /** Registers a module that has rows of apps. */
  onRemove(hook: RemovalHook): void {
    this.hooks.push(hook);
  }

  /** Registers a module that has credentials of apps. */
  onHandover(hook: HandoverHook): void {
    this.handovers.push(hook);
  }

  /** Ends every credential by which a former owner could act as the app. */
  async handOver(tx: Transaction, app: App): Promise<void> {
    await tx.rows.delete(AppSecret, { appId: app.id });
    for (const hook of this.handovers) await hook(tx, app);
  }

  /** Registers a module that keeps what ends with all tokens of an app. */
  onRevoke(hook: RevocationHook): void {
    this.revocationHooks.push(hook);
  }

  /** Says that the app is of this epoch now: its tokens of earlier ones are refused. */
  async revoked(tx: Transaction, app: Pick<App, 'key' | 'epoch'>): Promise<void> {
    for (const hook of this.revocationHooks) await hook(tx, app);
  }

  /** Registers a module that keeps what depends on an app's epoch, or counts apps. */
  onRestore(hook: ComebackHook): void {
    this.comebacks.push(hook);
  }

  /** Tells every module that the app is there again. */
  async restored(tx: Transaction, app: App): Promise<void> {
    for (const hook of this.comebacks) await hook(tx, app);
    tx.changed('app', app.key);
  }

  /**
   * Removes these apps, and what other modules have of them: a few statements, however many they are.
   * @param apps at most 500
   */
  async remove(tx: Transaction, apps: App[]): Promise<void> {
    const ids = In(apps.map(({ id }) => id));
    for (const hook of this.hooks) await hook(tx, apps);
    await this.owners.remove(
      tx,
      apps.map(({ key }) => key),
    );
    await tx.rows.delete(AppSecret, { appId: ids });
    // Their hours stay until they are swept: the past keeps its figures, without an address in them.
    await tx.rows.update(AppActivity, { appId: ids }, { lastIp: null });
    await tx.rows.delete(App, { id: ids });
    for (const { key } of apps) tx.changed('app', key);
  }

  /** Apps that hold one of these scopes, or one below the root; at most so many. */
  async holding(
    rows: EntityManager,
    { root, names, most }: { root: string; names: readonly string[]; most?: number },
  ): Promise<App[]> {
    const patterns = [`%"${root}.%`, ...[root, ...names].map((name) => `%"${name}"%`)];
    // The names hold none of the characters that JSON escapes.
    const escaped = patterns.map((pattern, index) => [`p${index}`, escapedPattern(pattern)]);
    return rows
      .createQueryBuilder(App, 'app')
      .where(escaped.map(([name]) => `app.scopes LIKE :${name} ESCAPE '!'`).join(' OR '))
      .setParameters(Object.fromEntries(escaped))
      .orderBy('app.id')
      .take(most)
      .getMany();
  }

  /** The apps with these keys. */
  async withKeys(rows: EntityManager, keys: readonly string[]): Promise<App[]> {
    return rows.findBy(App, { key: In([...keys]) });
  }

  /** Takes scopes that there are no longer from every app. @param root that all of them are below */
  async dropScopes(tx: Transaction, root: string, names: readonly string[]): Promise<void> {
    const gone = new Set(names);
    for (const app of await this.holding(tx.rows, { root, names: [] })) {
      const scopes = app.scopes.filter((name) => !gone.has(name));
      if (scopes.length === app.scopes.length) continue;
      await tx.rows.update(App, { id: app.id }, { scopes });
      tx.changed('app', app.key);
    }
  }

  private async removeAllOf(tx: Transaction, ownerId: string): Promise<void> {
    for (;;) {
      const apps = await tx.rows.find(App, { where: { ownerId }, take: AT_ONCE });
      if (apps.length > 0) await this.remove(tx, apps);
      if (apps.length < AT_ONCE) return;
    }
  }
}

/** An app that holds the scope, in words. */
async function holderOf(tx: Transaction, scope: string): Promise<string | undefined> {
  // The names hold none of the characters that JSON escapes.
  const pattern = escapedPattern(`%"${scope}"%`);
  const holder = await tx.rows
    .createQueryBuilder(App, 'app')
    .where("app.scopes LIKE :pattern ESCAPE '!'", { pattern })
    .getOne();
  return holder ? `the app ${holder.name}` : undefined;
}

/** For LIKE, with the wildcards within the quotes taken literally. */
function escapedPattern(pattern: string): string {
  return pattern.replace(/[!_]/g, '!$&');
}
