import {
  IconActivity,
  IconApi,
  IconApps,
  IconBook2,
  IconBuildingCommunity,
  IconBuildings,
  IconChartBar,
  IconDoor,
  IconHistory,
  IconHome,
  IconKey,
  IconFileCheck,
  IconFileText,
  IconLink,
  IconNews,
  IconNotebook,
  IconPalette,
  IconPlugConnected,
  IconRoute,
  IconSettings,
  IconShieldLock,
  IconTags,
  IconTicket,
  IconTrash,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { paths } from '../paths';
import { covers, opensAnything } from '../session/scopes';

export interface Place {
  label: 'start' | 'reference' | 'guides' | 'changelog' | 'adminTerms' | 'adminPages' | 'apis' | 'apps' | 'tokens' | 'grants' | 'accounts' | 'overview' | 'users' | 'roles' | 'scopes' | 'operations' | 'adminApis' | 'calls' | 'gates' | 'adminApps' | 'adminAccounts' | 'liveGrants' | 'activity' | 'initialAccess' | 'adminBin' | 'appearance' | 'settings' | 'audit'; // prettier-ignore
  to: string;
  icon: Icon;
  /** The scope that opens it; unset for everyone. */
  scope?: string;
}

export interface PlaceGroup {
  label?: 'build' | 'partner' | 'administration';
  places: Place[];
}

const GROUPS: PlaceGroup[] = [
  {
    places: [
      { label: 'start', to: paths.start, icon: IconHome },
      { label: 'reference', to: paths.reference, icon: IconBook2 },
      { label: 'guides', to: paths.guides, icon: IconNotebook, scope: 'consumer.page' },
      { label: 'changelog', to: paths.changelog, icon: IconNews, scope: 'consumer.page' },
    ],
  },
  {
    label: 'build',
    places: [
      { label: 'apis', to: paths.apis, icon: IconApi, scope: 'consumer.api' },
      { label: 'apps', to: paths.apps, icon: IconApps, scope: 'consumer.app' },
      { label: 'tokens', to: paths.tokens, icon: IconKey, scope: 'consumer.token' },
      { label: 'grants', to: paths.grants, icon: IconPlugConnected, scope: 'consumer.grant' },
    ],
  },
  {
    label: 'partner',
    places: [
      { label: 'accounts', to: paths.accounts, icon: IconBuildingCommunity, scope: 'consumer.membership' }, // prettier-ignore
    ],
  },
  {
    label: 'administration',
    places: [
      { label: 'overview', to: paths.overview, icon: IconChartBar, scope: 'backend.statistic' },
      { label: 'calls', to: paths.calls, icon: IconActivity, scope: 'backend.call' },
      { label: 'adminApis', to: paths.adminApis, icon: IconApi, scope: 'backend.api' },
      { label: 'gates', to: paths.gates, icon: IconDoor, scope: 'backend.gate' },
      { label: 'users', to: paths.users, icon: IconUsers, scope: 'backend.user' },
      { label: 'roles', to: paths.roles, icon: IconShieldLock, scope: 'backend.role' },
      { label: 'scopes', to: paths.scopes, icon: IconTags, scope: 'backend.scope' },
      { label: 'operations', to: paths.operations, icon: IconRoute, scope: 'backend.operation' },
      { label: 'adminApps', to: paths.adminApps, icon: IconApps, scope: 'backend.app' },
      { label: 'adminAccounts', to: paths.adminAccounts, icon: IconBuildings, scope: 'backend.account' }, // prettier-ignore
      { label: 'liveGrants', to: paths.liveGrants, icon: IconLink, scope: 'backend.token' },
      { label: 'activity', to: paths.activity, icon: IconActivity, scope: 'backend.activity' },
      { label: 'initialAccess', to: paths.initialAccess, icon: IconTicket, scope: 'backend.initial_access' }, // prettier-ignore
      { label: 'adminPages', to: paths.adminPages, icon: IconFileText, scope: 'backend.page' },
      { label: 'adminBin', to: paths.adminBin, icon: IconTrash, scope: 'backend.bin' },
      { label: 'appearance', to: paths.appearance, icon: IconPalette, scope: 'backend.appearance' },
      { label: 'adminTerms', to: paths.adminTerms, icon: IconFileCheck, scope: 'backend.terms' },
      { label: 'settings', to: paths.settings, icon: IconSettings, scope: 'backend.config' },
      { label: 'audit', to: paths.audit, icon: IconHistory, scope: 'backend.audit' },
    ],
  },
];

/** The scope that opens the page at this address; unset when it is open to everyone. */
export function scopeOf(pathname: string): string | undefined {
  const places = GROUPS.flatMap((group) => group.places).filter(
    ({ to }) => pathname === to || (to !== paths.start && pathname.startsWith(`${to}/`)),
  );
  if (pathname === paths.bin) return 'consumer.bin';
  if (pathname === paths.account) return 'consumer.account';
  if (pathname.startsWith(`${paths.accounts}/`)) return 'partner.account';
  // `/admin` is above every page of administrators: the longest address counts.
  return places.toSorted((one, other) => other.to.length - one.to.length)[0]?.scope;
}

/** What decides about a page beside scopes. */
export interface Shown {
  /** Customer accounts are for partners, and for people who work in one. */
  worksInAccounts?: boolean;
  /** The kinds of pages of which the provider has published some. */
  published?: readonly string[];
}

/** The pages that these scopes open; without a person, the ones that are open to all. */
export function navigation(
  scopes: string[] = [],
  { worksInAccounts, published = [] }: Shown = {},
): PlaceGroup[] {
  const hides: Partial<Record<Place['label'], boolean>> = {
    accounts: !worksInAccounts && !covers(scopes, 'partner.account.list'),
    guides: !published.includes('guide'),
    changelog: !published.includes('changelog'),
  };
  const opened = ({ scope, label }: Place) =>
    (!scope || opensAnything(scopes, scope)) && !hides[label];
  return GROUPS.map((group) => ({ ...group, places: group.places.filter(opened) })).filter(
    ({ places }) => places.length,
  );
}
