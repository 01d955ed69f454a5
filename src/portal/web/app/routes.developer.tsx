import type { RouteObject } from 'react-router';
import { paths } from '../paths';

/** Pages that everyone may see. */
const open: RouteObject[] = [
  {
    path: paths.start,
    lazy: async () => ({ Component: (await import('../developer/start-page')).StartPage }),
  },
  {
    path: paths.reference,
    lazy: async () => ({
      Component: (await import('../developer/reference/reference-page')).ReferencePage,
    }),
  },
  {
    path: paths.terms,
    lazy: async () => ({ Component: (await import('../session/terms-page')).TermsPage }),
  },
];

/** Pages of a signed-in person. */
const own: RouteObject[] = [
  {
    path: paths.apis,
    lazy: async () => ({ Component: (await import('../developer/apis/apis-page')).ApisPage }),
  },
  {
    path: paths.api,
    lazy: async () => ({ Component: (await import('../developer/apis/api-page')).ApiPage }),
  },
  {
    path: paths.guides,
    lazy: async () => ({ Component: (await import('../developer/pages/guides-page')).GuidesPage }),
  },
  {
    path: paths.guide,
    lazy: async () => ({ Component: (await import('../developer/pages/reading-page')).GuidePage }),
  },
  {
    path: paths.changelog,
    lazy: async () => ({
      Component: (await import('../developer/pages/changelog-page')).ChangelogPage,
    }),
  },
  {
    path: paths.changelogEntry,
    lazy: async () => ({
      Component: (await import('../developer/pages/reading-page')).ChangelogEntryPage,
    }),
  },
  {
    path: paths.apps,
    lazy: async () => ({ Component: (await import('../developer/apps/apps-page')).AppsPage }),
  },
  {
    path: paths.app,
    lazy: async () => ({ Component: (await import('../developer/apps/app-page')).AppPage }),
  },
  {
    path: paths.bin,
    lazy: async () => ({ Component: (await import('../developer/bin/own-bin-page')).OwnBinPage }),
  },
  {
    path: paths.grants,
    lazy: async () => ({ Component: (await import('../developer/grants/grants-page')).GrantsPage }),
  },
  {
    path: paths.tokens,
    lazy: async () => ({ Component: (await import('../developer/tokens/tokens-page')).TokensPage }),
  },
  {
    path: paths.account,
    lazy: async () => ({
      Component: (await import('../developer/account/account-page')).AccountPage,
    }),
  },
  {
    path: paths.accounts,
    lazy: async () => ({
      Component: (await import('../developer/accounts/accounts-page')).AccountsPage,
    }),
  },
  {
    path: paths.partnerAccount,
    lazy: async () => ({
      Component: (await import('../developer/accounts/members-page')).MembersPage,
    }),
  },
];

export const development = { open, own };
