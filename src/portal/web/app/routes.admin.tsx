import type { RouteObject } from 'react-router';
import { paths } from '../paths';

/** Pages of administrators; the server decides what each of them may see. */
export const administration: RouteObject[] = [
  {
    path: paths.overview,
    lazy: async () => ({
      Component: (await import('../admin/overview/overview-page')).OverviewPage,
    }),
  },
  {
    path: paths.users,
    lazy: async () => ({ Component: (await import('../admin/users/users-page')).UsersPage }),
  },
  {
    path: paths.user,
    lazy: async () => ({ Component: (await import('../admin/users/user-page')).UserPage }),
  },
  {
    path: paths.roles,
    lazy: async () => ({ Component: (await import('../admin/roles/roles-page')).RolesPage }),
  },
  {
    path: paths.newRole,
    lazy: async () => ({ Component: (await import('../admin/roles/role-page')).NewRolePage }),
  },
  {
    path: paths.role,
    lazy: async () => ({ Component: (await import('../admin/roles/role-page')).RolePage }),
  },
  {
    path: paths.scopes,
    lazy: async () => ({ Component: (await import('../admin/scopes/scopes-page')).ScopesPage }),
  },
  {
    path: paths.scope,
    lazy: async () => ({ Component: (await import('../admin/scopes/scope-page')).ScopePage }),
  },
  {
    path: paths.operations,
    lazy: async () => ({
      Component: (await import('../admin/operations/operations-page')).OperationsPage,
    }),
  },
  {
    path: paths.adminApis,
    lazy: async () => ({ Component: (await import('../admin/apis/apis-page')).ApisPage }),
  },
  {
    path: paths.newApi,
    lazy: async () => ({ Component: (await import('../admin/apis/new-api-page')).NewApiPage }),
  },
  {
    path: paths.adminApi,
    lazy: async () => ({ Component: (await import('../admin/apis/api-page')).ApiPage }),
  },
  {
    path: paths.calls,
    lazy: async () => ({ Component: (await import('../admin/calls/calls-page')).CallsPage }),
  },
  {
    path: paths.gates,
    lazy: async () => ({ Component: (await import('../admin/gates/gates-page')).GatesPage }),
  },
  {
    path: paths.gate,
    lazy: async () => ({ Component: (await import('../admin/gates/gate-page')).GatePage }),
  },
  {
    path: paths.adminApps,
    lazy: async () => ({ Component: (await import('../admin/apps/apps-page')).AppsPage }),
  },
  {
    path: paths.adminApp,
    lazy: async () => ({ Component: (await import('../admin/apps/app-page')).AppPage }),
  },
  {
    path: paths.adminAccounts,
    lazy: async () => ({
      Component: (await import('../admin/accounts/accounts-page')).AccountsPage,
    }),
  },
  {
    path: paths.adminAccount,
    lazy: async () => ({ Component: (await import('../admin/accounts/account-page')).AccountPage }),
  },
  {
    path: paths.liveGrants,
    lazy: async () => ({ Component: (await import('../admin/grants/grants-page')).GrantsPage }),
  },
  {
    path: paths.activity,
    lazy: async () => ({
      Component: (await import('../admin/activity/activity-page')).ActivityPage,
    }),
  },
  {
    path: paths.initialAccess,
    lazy: async () => ({
      Component: (await import('../admin/registration/initial-access-page')).InitialAccessPage,
    }),
  },
  {
    path: paths.adminPages,
    lazy: async () => ({ Component: (await import('../admin/pages/pages-page')).PagesPage }),
  },
  {
    path: paths.newPage,
    lazy: async () => ({ Component: (await import('../admin/pages/new-page')).NewPage }),
  },
  {
    path: paths.adminPage,
    lazy: async () => ({ Component: (await import('../admin/pages/page-page')).PagePage }),
  },
  {
    path: paths.adminBin,
    lazy: async () => ({ Component: (await import('../admin/bin/bin-page')).BinPage }),
  },
  {
    path: paths.appearance,
    lazy: async () => ({
      Component: (await import('../admin/appearance/appearance-page')).AppearancePage,
    }),
  },
  {
    path: paths.adminTerms,
    lazy: async () => ({ Component: (await import('../admin/terms/terms-page')).TermsPage }),
  },
  {
    path: paths.newTerms,
    lazy: async () => ({ Component: (await import('../admin/terms/new-terms-page')).NewTermsPage }),
  },
  {
    path: paths.adminTermsVersion,
    lazy: async () => ({
      Component: (await import('../admin/terms/terms-version-page')).TermsVersionPage,
    }),
  },
  {
    path: paths.settings,
    lazy: async () => ({
      Component: (await import('../admin/settings/settings-page')).SettingsPage,
    }),
  },
  {
    path: paths.audit,
    lazy: async () => ({ Component: (await import('../admin/audit/audit-page')).AuditPage }),
  },
];
