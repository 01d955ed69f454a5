import { AppShell, Burger, Button, Group, ScrollArea } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigation } from 'react-router';
import { useMemberships } from '../developer/accounts/queries';
import { usePublishedKinds } from '../developer/pages/queries';
import { paths } from '../paths';
import { AnnouncementBar } from '../session/announcement-bar';
import { useAccount } from '../session/queries';
import { opensAnything } from '../session/scopes';
import { mustAcceptTerms, TermsGate } from '../session/terms-gate';
import { Brand } from '../ui/brand';
import { Preferences } from '../ui/preferences';
import { ProviderLinks } from '../ui/provider-links';
import { ShownOnceDialog } from '../ui/shown-once-dialog';
import { AccountMenu } from './account-menu';
import { LeaveGuard } from './leave-guard';
import { navigation, scopeOf } from './navigation';
import { NotAllowedPage } from './not-allowed';
import { PaletteButton } from './palette-button';
import { PlaceGroupLinks } from './place-group';
import { ProgressLine } from './progress-line';
import { useWaiting } from './waiting';

/** The frame of the portal: pages at the left, the reader's own things at the top. */
export function Shell() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  // Closed, it is moved out of sight alone: the keyboard would still reach it.
  const isAway = useMediaQuery('(max-width: 48em)') && !opened;
  const account = useAccount();
  const worksInAccounts = !!useMemberships().data?.length;
  const published = usePublishedKinds();
  const waiting = useWaiting(account.data?.scopes);
  const main = useFocusOnArrival(close);
  const arriving = useNavigation().state !== 'idle';
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className="skip-link" href="#main">
        {t('nav.skip')}
      </a>
      {arriving && <ProgressLine />}
      <Notifications position="bottom-right" />
      <LeaveGuard />
      <ShownOnceDialog />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('nav.menu')}
              aria-expanded={opened}
            />
            <Brand />
          </Group>
          <Group gap="sm" wrap="nowrap">
            {account.data && <PaletteButton account={account.data} />}
            <Group visibleFrom="sm">
              <Preferences withTimes={!!account.data} />
            </Group>
            {account.data && <AccountMenu account={account.data} />}
            {account.data === null && (
              <Button component={Link} to={paths.signIn} size="xs">
                {t('session.signIn')}
              </Button>
            )}
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t('nav.pages')} inert={isAway}>
        <AppShell.Section grow component={ScrollArea}>
          {navigation(account.data?.scopes, { worksInAccounts, published }).map((group) => (
            <PlaceGroupLinks key={group.label ?? 'all'} group={group} waiting={waiting} />
          ))}
        </AppShell.Section>
        <AppShell.Section hiddenFrom="sm" pt="md">
          <Preferences withTimes={!!account.data} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1}>
        <div style={{ maxWidth: '70rem', margin: '0 auto' }}>
          <AnnouncementBar />
          <Content />
          <footer className="page-links" style={{ marginTop: '3rem' }}>
            <ProviderLinks />
          </footer>
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

/** The page, or why this person's role does not open it. */
function Content() {
  const { pathname } = useLocation();
  const account = useAccount();
  const scope = scopeOf(pathname);
  if (account.data && pathname !== paths.terms && mustAcceptTerms(account.data))
    return <TermsGate account={account.data} />;
  if (account.data && scope && !opensAnything(account.data.scopes, scope))
    return <NotAllowedPage account={account.data} scope={scope} />;
  const isDeveloper = !account.data || opensAnything(account.data.scopes, 'consumer.app');
  if (pathname === paths.start && account.data && !isDeveloper)
    return <NotAllowedPage account={account.data} />;
  return <Outlet />;
}

/** After a change of page, keyboard and screen reader start at its top, and the menu closes. */
function useFocusOnArrival(close: () => void) {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    close();
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname, close]);
  return main;
}
