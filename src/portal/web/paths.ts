/** Where every room of the portal lives; the mails and the server name the first ones. */
export const paths = {
  signIn: '/sign-in',
  signOut: '/sign-out',
  register: '/register',
  activate: '/activate/:token',
  resetRequest: '/password/reset',
  /** The same page, as a mail names it. */
  forgotten: '/password/forgot',
  resetConfirm: '/password/reset/:token',
  consent: '/consent/:id',
  device: '/device',
  start: '/',
  reference: '/reference',
  apps: '/apps',
  app: '/apps/:id',
  grants: '/grants',
  tokens: '/tokens',
  account: '/account',
  accounts: '/accounts',
  partnerAccount: '/accounts/:id',
  overview: '/admin',
  users: '/admin/users',
  user: '/admin/users/:id',
  roles: '/admin/roles',
  newRole: '/admin/roles/new',
  role: '/admin/roles/:id',
  scopes: '/admin/scopes',
  scope: '/admin/scopes/:id',
  operations: '/admin/operations',
  adminApps: '/admin/apps',
  adminApp: '/admin/apps/:id',
  adminAccounts: '/admin/accounts',
  adminAccount: '/admin/accounts/:id',
  liveGrants: '/admin/grants',
  initialAccess: '/admin/initial-access',
  settings: '/admin/settings',
  audit: '/admin/audit',
} as const;

/** `/sign-in?next=…`: signs in and comes back. */
export function signInAndReturn(next: string): string {
  return next === paths.start ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(next)}`;
}

/** `/register?next=…`: makes an account and goes on to the same page. */
export function registerAndReturn(next: string): string {
  return next === paths.start
    ? paths.register
    : `${paths.register}?next=${encodeURIComponent(next)}`;
}

/**
 * The page of this portal that `next` names, or the start page. Anything that could leave the origin
 * (`//host`, `/\host`, `javascript:`) is not such a page.
 */
export function safeNext(next: string | null): string {
  if (!next || !next.startsWith('/')) return paths.start;
  const url = new URL(next, window.location.origin);
  if (url.origin !== window.location.origin || next.startsWith('//')) return paths.start;
  return url.pathname + url.search + url.hash;
}
