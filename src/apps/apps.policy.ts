import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { AccountsCache } from '../accounts/accounts.cache.js';
import { Changes } from '../audit/changes.js';
import { isWellFormed } from '../common/identifiers.js';
import { conflict, forbidden, notFound, refuse } from '../common/problem.js';
import type { StateFault } from '../common/state-rule.js';
import type { Transaction } from '../database/transaction.js';
import { OAuthError } from '../oauth/errors.js';
import { schemeFault } from '../oauth/redirect-uri.js';
import { intersect, uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import { requireHeld } from '../operations/require-held.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { UsersCache } from '../users/users.cache.js';
import { requireReach } from '../users/users.rules.js';
import type { NewAppFields, UpdateAnyAppDto } from './app.dto.js';
import { App, APP_ID, type AppType, stateOf } from './app.entity.js';
import { type Acting, reaches, type Settled, switchedTo } from './apps.rules.js';

/**
 * Says who may create or change an app, and to what: the rules that need to know the state of
 * things, such as owners, accounts, scopes and settings.
 */
@Injectable()
export class AppsPolicy {
  constructor(
    private readonly scopes: ScopesService,
    private readonly accounts: AccountsCache,
    private readonly settings: SettingsService,
    private readonly users: UsersCache,
    private readonly changes: Changes,
  ) {}

  /** @throws 400 for what does not exist, 403 for scopes that the caller does not hold */
  async settleNew({ caller, area }: Acting, fields: NewAppFields): Promise<Settled> {
    const ownerId = fields.ownerId ?? caller.personId;
    const accountId = ownAccount(caller, fields.accountId ?? null);
    const scopes = [...new Set(fields.scopes)];
    const isNobodys = fields.registration === 'open';
    refuse({
      jwks: fields.jwks ? keysFault(fields.type) : undefined,
      ...this.schemeFaults(fields, fields.type),
      ...(!isNobodys && (await this.ownerFaults(ownerId, accountId))),
      scopes: await this.scopes.unknownFault(scopes),
    });
    if (area === 'backend' && ownerId !== caller.personId)
      requireReach(caller, await this.users.find(ownerId));
    requireHeld(caller, scopes);
    const first = area === 'consumer' && this.needsApproval() ? 'pending' : 'active';
    return { ownerId, accountId, scopes, ...switchedTo(fields.status ?? first) };
  }

  /**
   * The app as it is now, and as it stays until this transaction ends. Asked in the transaction that
   * changes it: it may be somebody else's by then.
   * @throws 404; 403 `beyond_reach` for an administrator who does not reach the owner
   */
  async hold(tx: Transaction, acting: Acting, id: string): Promise<App> {
    const app = await this.holdIfThere(tx, acting, id);
    if (!app) throw notFound('app');
    return app;
  }

  /** As `hold`; nothing when there is no such app. @throws 403 `beyond_reach` */
  async holdIfThere(tx: Transaction, acting: Acting, id: string): Promise<App | undefined> {
    if (!isWellFormed(id, APP_ID)) return undefined;
    await tx.lock(`app:${id}`);
    const app = await tx.rows.findOneBy(App, { id });
    if (!app || !reaches(acting, app)) return undefined;
    if (acting.area === 'backend') requireReach(acting.caller, await this.users.find(app.ownerId));
    return app;
  }

  /** As `hold`, for what replaces or removes the app itself. @throws 404, 403, 412 */
  async holdUnchanged(tx: Transaction, acting: Acting, id: string): Promise<App> {
    const app = await this.hold(tx, acting, id);
    await this.changes.requireUnchanged(tx, acting.caller, `app:${id}`, stateOf(app));
    return app;
  }

  /** @throws as `settleNew`; the new owner must be able to use the app's account */
  async checkChange(acting: Acting, app: App, fields: UpdateAnyAppDto): Promise<void> {
    const { ownerId } = fields;
    const added = uncovered(app.scopes, fields.scopes ?? []);
    refuse({
      jwks: fields.jwks ? keysFault(app.type) : undefined,
      ...this.schemeFaults(fields, app.type),
      ...(ownerId !== undefined && (await this.ownerFaults(ownerId, app.accountId))),
      scopes: await this.scopes.unknownFault(added),
    });
    if (ownerId !== undefined) requireReach(acting.caller, await this.users.find(ownerId));
    requireHeld(acting.caller, added);
    if (acting.area === 'backend' || givesPower(fields)) await this.checkReach(acting, app);
  }

  /**
   * Whoever can change where an app's answers go, or get its secret, can use all that it may do. So
   * an administrator needs all of its scopes, and a developer's token those that work now.
   * @throws 403
   */
  async checkReach({ caller, area }: Acting, app: App): Promise<void> {
    const owner = await this.users.find(app.ownerId);
    const working = intersect(app.scopes, owner?.scopes ?? []);
    requireHeld(caller, area === 'backend' ? app.scopes : working);
  }

  /** Whether an app works only when an administrator has looked at it. */
  needsApproval(): boolean {
    return this.settings.get('app.approval');
  }

  /** Keeps these scopes until the transaction ends. @throws 400 when one is gone */
  async holdScopes(tx: Transaction, names: string[]): Promise<void> {
    await this.scopes.hold(tx, names, 'scopes');
  }

  /**
   * Bounds how many apps a person has, for themselves and for each account: a partner has one for every
   * customer. Programs that register themselves have a limit of their own, all together.
   * @throws 409, or OAuthError 503, when there are as many apps as the setting allows
   */
  async checkLimit(tx: Transaction, { ownerId, accountId, registration }: App): Promise<void> {
    const [lock, most, others] = registration
      ? [
          'apps registered',
          this.settings.get('oauth.max_registered'),
          { registration: Not(IsNull()) },
        ]
      : [
          `apps:${ownerId}`,
          this.settings.get('app.max_per_user'),
          { registration: IsNull(), ownerId, accountId: accountId ?? IsNull() },
        ];
    await tx.lock(lock);
    if ((await tx.rows.countBy(App, others)) < most) return;
    if (!registration) {
      const whom = accountId === null ? '' : ' for one account';
      throw conflict(
        'too_many_apps',
        `You may have ${most} apps${whom}. Delete one that you no longer need, or ask an administrator for more.`,
      );
    }
    // The program cannot mend this: its metadata is not at fault.
    const full = `At most ${most} programs may register themselves; please tell the operator.`;
    throw new OAuthError('temporarily_unavailable', full);
  }

  private schemeFaults(
    { redirectUris = [], postLogoutRedirectUris = [] }: UpdateAnyAppDto,
    type: AppType | undefined,
  ): Record<string, StateFault | undefined> {
    const allowed = this.settings.get('oauth.redirect_schemes');
    const faultOf = (uri: string) => schemeFault(uri, allowed, type === 'public');
    return {
      redirectUris: redirectUris.map(faultOf).find(Boolean),
      postLogoutRedirectUris: postLogoutRedirectUris.map(faultOf).find(Boolean),
    };
  }

  private async ownerFaults(
    ownerId: string,
    accountId: string | null,
  ): Promise<Record<string, StateFault | undefined>> {
    if (!(await this.users.find(ownerId)))
      return { ownerId: ['unknown_person', 'There is no such person.'] };
    if (accountId === null || (await this.accounts.mayUse(accountId, ownerId))) return {};
    return { accountId: ['unknown_account', 'The owner has no such account.'] };
  }
}

function keysFault(type: AppType | undefined): StateFault | undefined {
  if (type !== 'public') return undefined;
  return ['public_app', 'A public app does not authenticate, so it has no keys.'];
}

/** A token for one account makes apps for that account alone. */
function ownAccount(caller: Caller, wanted: string | null): string | null {
  if (!caller.account) return wanted;
  if (wanted !== null && wanted !== caller.account)
    throw forbidden('account_restricted', 'The token works for another account.');
  return caller.account;
}

function givesPower({ scopes, redirectUris, jwks }: UpdateAnyAppDto): boolean {
  return scopes !== undefined || redirectUris !== undefined || jwks !== undefined;
}
