import type { ChangeFacts } from '../audit/changes.js';
import { changedMembers, pickedMembers } from '../common/changed-members.js';
import { entityTagOf } from '../common/entity-tag.js';
import { createIdentifier, PREFIX } from '../common/identifiers.js';
import { conflict } from '../common/problem.js';
import { resourceKey } from '../oauth/resource-key.js';
import type { Caller } from '../operations/caller.js';
import type { NewAppFields, UpdateAnyAppDto } from './app.dto.js';
import { type App, APP_ID, type Approved, type AppStatus } from './app.entity.js';

/** Who acts on apps, through which API: developers reach their own apps, administrators all. */
export interface Acting {
  caller: Caller;
  area: 'consumer' | 'backend';
}

/** Whether an app works, and who switched it off. */
export type Switched = Pick<App, 'status' | 'disabledBy'>;

/** When an administrator approved an app, and what it was then. */
type Approval = Pick<App, 'approved' | 'approvedAt'>;

/** That an app is the resource server at its URL (RFC 8707), and since when. */
type ResourceClaim = Pick<App, 'resourceKey' | 'resourceSince'>;

/** What of a new app the policy decides, rather than the sender alone. */
export type Settled = Switched & Pick<App, 'ownerId' | 'accountId' | 'scopes'>;

/** What the update of an app stores, and what the audit says of it. */
export interface AppChange {
  values: Partial<App>;
  detail: ChangeFacts['detail'];
  /** Whether it belongs to somebody else from now on. */
  isGiven: boolean;
  /** Whether its tokens end. */
  endsTokens: boolean;
}

const NOT_APPROVED: Approval = { approved: null, approvedAt: null };
const NO_CLAIM: ResourceClaim = { resourceKey: null, resourceSince: null };

/** Whether the app is one that this caller may see; a token for one account sees that one's alone. */
export function reaches({ caller, area }: Acting, app: App): boolean {
  if (area === 'backend') return true;
  return app.ownerId === caller.personId && (!caller.account || app.accountId === caller.account);
}

/** What a change of an app is about. */
export function factsOf(app: App, detail: ChangeFacts['detail'] = {}): ChangeFacts {
  return { subject: `app:${app.id}`, forget: ['app', app.key], detail };
}

/** The row of a new app. What an administrator creates active needs no other approval. */
export function newApp(acting: Acting, fields: NewAppFields, settled: Settled, now: Date): App {
  const { url = null } = fields;
  const app = {
    id: createIdentifier(APP_ID, now.getTime()),
    key: createIdentifier(PREFIX.app, now.getTime()),
    name: fields.name,
    url,
    ...claimOf({ url, status: settled.status }, NO_CLAIM, now),
    description: fields.description ?? '',
    type: fields.type ?? 'confidential',
    redirectUris: [...new Set(fields.redirectUris)],
    postLogoutRedirectUris: [...new Set(fields.postLogoutRedirectUris)],
    idTokenAlg: fields.idTokenAlg ?? 'ES256',
    firstParty: fields.firstParty ?? false,
    registration: fields.registration ?? null,
    grantTypes: fields.grantTypes ?? null,
    jwks: fields.jwks ?? null,
    dpop: fields.dpop ?? false,
    exchangeAudiences: fields.exchangeAudiences ?? null,
    ...settled,
    decisionMessage: null,
    epoch: 0,
    createdAt: now,
    updatedAt: now,
  };
  const isApprovedNow = acting.area === 'backend' && app.status === 'active';
  return { ...app, ...(isApprovedNow ? approvedAs(app, now) : NOT_APPROVED) };
}

/**
 * What the fields change about an app; nothing when it is so already. Disabling the app, or giving
 * it away, ends its tokens; who gave it away keeps no key to it.
 */
export function changeOf(
  acting: Acting,
  before: App,
  fields: UpdateAnyAppDto,
  { now, needsApproval }: { now: Date; needsApproval: boolean },
): AppChange | undefined {
  const { scopes, redirectUris, postLogoutRedirectUris, status, decisionMessage, ...rest } = fields;
  const isTold = status !== undefined || decisionMessage !== undefined;
  const isGiven = fields.ownerId !== undefined && fields.ownerId !== before.ownerId;
  const isStopped = status !== undefined && status !== 'active' && before.status === 'active';
  const values = {
    ...rest,
    ...(status && switchedTo(status)),
    ...(acting.area === 'backend' && isTold && { decisionMessage: decisionMessage || null }),
    ...(scopes && { scopes: [...new Set(scopes)] }),
    ...(redirectUris && { redirectUris: [...new Set(redirectUris)] }),
    ...(postLogoutRedirectUris && { postLogoutRedirectUris: [...new Set(postLogoutRedirectUris)] }),
  };
  // Whoever has a key of the app acts for its owner.
  const effects = { ...(isGiven && { jwks: null }), updatedAt: now };
  const after = { ...before, ...values, ...effects };
  const facts = { decided: status !== undefined, needed: needsApproval };
  const approval = approvalAfter(acting, before, after, facts);
  const changed = changedMembers(before, values);
  const isDecided = changedMembers(before, { approved: approval.approved }).length > 0;
  if (changed.length === 0 && !isDecided) return undefined;
  const { url = before.url } = fields;
  const told = changed.filter((name) => name in fields && name !== 'jwks');
  const claim = claimOf({ url, status: approval.status ?? status ?? before.status }, before, now);
  return {
    values: { ...values, ...effects, ...approval, ...claim },
    detail: {
      changed: changed.filter((name) => name in fields),
      status: approval.status ?? status,
      ownerId: fields.ownerId,
      scopes,
      before: pickedMembers(before, told),
      after: pickedMembers(after, told),
    },
    isGiven,
    endsTokens: isGiven || isStopped,
  };
}

/** What an administrator or a setting chose; it also takes the place of the owner's own choice. */
export function switchedTo(status: AppStatus): Switched {
  return { status, disabledBy: status === 'disabled' ? 'administrator' : null };
}

/**
 * The owner switches off an app that works.
 * @throws 409 `app_pending`, `app_not_active`
 */
export function disabledByOwner({ status }: App): Switched {
  if (status === 'pending') throw isPending();
  if (status !== 'active') throw conflict('app_not_active', 'The app is disabled already.');
  return { status: 'disabled', disabledBy: 'owner' };
}

/**
 * The owner switches on what the owner switched off, and nothing else: this is no way around an
 * approval or an administrator. An app that was changed while it was off waits for approval.
 * @throws 409 `app_pending`, `app_not_disabled`, `administrator_required`
 */
export function enabledByOwner(app: App, needsApproval: boolean): Switched {
  if (app.status === 'pending') throw isPending();
  if (app.status !== 'disabled') throw conflict('app_not_disabled', 'The app is active already.');
  if (app.disabledBy !== 'owner')
    throw conflict(
      'administrator_required',
      'An administrator disabled this app, and only an administrator can enable it.',
    );
  const isChanged = app.approved !== null && !isApproved(app);
  return switchedTo(needsApproval && isChanged ? 'pending' : 'active');
}

const isPending = () => conflict('app_pending', 'The app waits for an administrator’s approval.');

/** What the owner of an app that waited is told by mail; nothing of what is no decision. */
export function noticeOf({ status }: App, next: AppStatus | undefined) {
  if (status !== 'pending' || next === undefined || next === status) return undefined;
  return next === 'active' ? ('app_approved' as const) : ('app_refused' as const);
}

/** Whether an administrator has looked at the app as it is now. */
export function isApproved(app: App): boolean {
  return app.approved !== null && isSame(app.approved, app);
}

/**
 * What a change means for an app's approval. An administrator's own change keeps what was approved,
 * making the app active approves it, and any other status takes the approval away. After the owner's
 * change the app waits again, where apps need approval.
 */
function approvalAfter(
  { area }: Acting,
  before: App,
  after: App,
  facts: { decided: boolean; needed: boolean },
): Partial<Approval & Switched> {
  if (area === 'backend') {
    const isKept = facts.decided ? after.status === 'active' : isApproved(before);
    if (isKept) return approvedAs(after, after.updatedAt);
    return facts.decided ? NOT_APPROVED : {};
  }
  const isChanged = before.approved !== null && !isSame(before, after);
  return facts.needed && isChanged && before.status === 'active' ? switchedTo('pending') : {};
}

function approvedAs(app: Approved, at: Date): Approval {
  return { approved: shownOf(app), approvedAt: at };
}

/** What people see of an app, and where its answers go. */
function shownOf({ name, url, scopes, redirectUris }: Approved): Approved {
  return { name, url, scopes, redirectUris };
}

/** The order of scopes and addresses means nothing. */
function isSame(first: Approved, second: Approved): boolean {
  const tagOf = (app: Approved) =>
    entityTagOf({
      ...shownOf(app),
      scopes: [...app.scopes].sort(),
      redirectUris: [...app.redirectUris].sort(),
    });
  return tagOf(first) === tagOf(second);
}

/**
 * The claim of an app as it is now. It counts from when the app was first active with this address, and
 * another spelling of the same address does not begin it anew.
 * @param before the claim that it had
 */
function claimOf(
  { url, status }: Pick<App, 'url' | 'status'>,
  before: ResourceClaim,
  now: Date,
): ResourceClaim {
  const key = (url !== null && resourceKey(url)) || null;
  const since = key === before.resourceKey ? before.resourceSince : null;
  const begins = key !== null && status === 'active' ? now : null;
  return { resourceKey: key, resourceSince: since ?? begins };
}
