import { Anchor, Group } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { paths } from '../paths';
import { Brand } from '../ui/brand';
import { Preferences } from '../ui/preferences';
import { ProviderLinks } from '../ui/provider-links';
import { GatePicture } from './gate-picture';
import { useNotices } from './notices';

/** Most days there is none. */
const AnnouncementBar = lazy(async () => ({
  default: (await import('./announcement-bar')).AnnouncementBar,
}));

/** The frame of the pages that come before the portal: sign in, register, consent. */
export function SessionLayout() {
  const { t } = useTranslation();
  const { announcement } = useNotices().data ?? {};
  return (
    <div className="session">
      <Group component="header" justify="space-between" p="md" wrap="nowrap">
        <Brand />
        <Preferences />
      </Group>
      <main>
        {announcement && (
          <Suspense>
            <AnnouncementBar />
          </Suspense>
        )}
        <Outlet />
      </main>
      <Group component="footer" justify="center" p="md" className="page-links">
        <Anchor component={Link} to={paths.start} size="sm" c="dimmed">
          {t('session.whatIsOffered')}
        </Anchor>
        <Anchor component={Link} to={paths.reference} size="sm" c="dimmed">
          {t('nav.reference')}
        </Anchor>
        <ProviderLinks />
      </Group>
      <GatePicture />
    </div>
  );
}
