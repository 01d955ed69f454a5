import { NavLink, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Account } from '../api/types';
import { Page, Section } from '../ui/page';
import { ScopeBadges } from '../ui/scope-badges';
import { shorten } from '../ui/user-text';
import { navigation } from './navigation';

interface NotAllowedPageProps {
  account: Account;
  /** What the page needs; unset on the start page, which is not refused. */
  scope?: string;
}

/** In place of a page that the person's role does not open: what it does open, and whom to ask. */
export function NotAllowedPage({ account, scope }: NotAllowedPageProps) {
  const { t } = useTranslation();
  const name = shorten(account.username, 64);
  const places = navigation(account.scopes)
    .flatMap((group) => group.places)
    .filter((place) => place.scope);
  return (
    <Page
      title={scope ? t('notAllowed.title') : t('notAllowed.welcome', { name })}
      description={t(scope ? 'notAllowed.role' : 'notAllowed.welcomeHint', {
        name,
        role: shorten(account.role, 64),
      })}
    >
      <Section
        title={t('notAllowed.opens')}
        description={!places.length && t('notAllowed.nothing')}
      >
        {places.map(({ to, label, icon: Picture }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={t(`nav.${label}`)}
            leftSection={<Picture size={18} stroke={1.6} aria-hidden />}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
          />
        ))}
      </Section>
      <Section title={t('notAllowed.scopes')}>
        <Stack gap="md">
          <ScopeBadges scopes={account.scopes} max={30} />
          <Text size="sm" className="user-text">
            {scope ? t('notAllowed.ask', { scope, name }) : t('notAllowed.askMore', { name })}
          </Text>
        </Stack>
      </Section>
    </Page>
  );
}
