import { fits } from '../common/path-pattern.js';

/**
 * Every page of the portal, by its address: the browser application shows them, the server answers
 * their addresses and no other, and the mails name the first ones.
 */
export const pages = {
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
  apis: '/apis',
  api: '/apis/:name',
  guides: '/guides',
  guide: '/guides/:slug',
  changelog: '/changelog',
  changelogEntry: '/changelog/:slug',
  terms: '/terms',
  apps: '/apps',
  app: '/apps/:id',
  bin: '/bin',
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
  adminApis: '/admin/apis',
  newApi: '/admin/apis/new',
  adminApi: '/admin/apis/:id',
  calls: '/admin/calls',
  gates: '/admin/gates',
  gate: '/admin/gates/:id',
  adminApps: '/admin/apps',
  adminApp: '/admin/apps/:id',
  adminAccounts: '/admin/accounts',
  adminAccount: '/admin/accounts/:id',
  liveGrants: '/admin/grants',
  activity: '/admin/activity',
  initialAccess: '/admin/initial-access',
  adminPages: '/admin/pages',
  newPage: '/admin/pages/new',
  adminPage: '/admin/pages/:id',
  adminBin: '/admin/bin',
  appearance: '/admin/appearance',
  adminTerms: '/admin/terms',
  newTerms: '/admin/terms/new',
  adminTermsVersion: '/admin/terms/:id',
  settings: '/admin/settings',
  audit: '/admin/audit',
} as const;

/** Whether this is the address of a page, in its one spelling. */
export function isPage(path: string): boolean {
  return Object.values(pages).some((pattern) => fits(pattern, path));
}
