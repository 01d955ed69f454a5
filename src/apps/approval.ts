import { entityTagOf } from '../common/entity-tag.js';
import type { Acting } from './app-acting.js';
import { switchedTo, type Switched } from './app-switch.js';
import type { App, Approved } from './app.entity.js';

/** When an administrator approved an app, and what it was then. */
export type Approval = Pick<App, 'approved' | 'approvedAt'>;

const NONE: Approval = { approved: null, approvedAt: null };

/** Whether an administrator has looked at the app as it is now. */
export function isApproved(app: App): boolean {
  return app.approved !== null && isSame(app.approved, app);
}

/** The approval that a new app has: what an administrator makes needs no other look. */
export function approvalOfNew({ room }: Acting, app: Omit<App, keyof Approval>): Approval {
  const isLookedAt = room === 'backend' && app.status === 'active';
  return isLookedAt ? { approved: shownOf(app), approvedAt: app.createdAt } : NONE;
}

/**
 * What a change means for an app's approval. An administrator's own change keeps what was approved,
 * making the app active approves it, and any other status takes the approval away. After the owner's
 * change the app waits again, where apps need approval.
 */
export function approvalAfter(
  { room }: Acting,
  before: App,
  after: App,
  facts: { decided: boolean; needed: boolean },
): Partial<Approval & Switched> {
  if (room === 'backend') {
    const isKept = facts.decided ? after.status === 'active' : isApproved(before);
    if (isKept) return { approved: shownOf(after), approvedAt: after.updatedAt };
    return facts.decided ? NONE : {};
  }
  const isChanged = before.approved !== null && !isSame(shownOf(before), after);
  return facts.needed && isChanged && before.status === 'active' ? switchedTo('pending') : {};
}

/** An app that was changed while it was off waits for approval, rather than works. */
export function enabledAfterChanges(app: App, enabled: Switched, needed: boolean): Switched {
  return needed && app.approved !== null && !isApproved(app) ? switchedTo('pending') : enabled;
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
