import { Anchor, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Attention } from '../../api/client.gen';
import { paths } from '../../paths';
import { Section } from '../../ui/page';
import { UserText } from '../../ui/user-text';

/** What waits for an administrator, each with the list where it is. */
export function NeedsYou({ attention }: { attention: Attention }) {
  const { t } = useTranslation();
  const { pendingUsers, pendingApps, oldSecrets, silentGates, delayedMails } = attention;
  const lists = [
    { text: 'overview.pendingUsers', count: pendingUsers, to: `${paths.users}?status=pending` },
    { text: 'overview.pendingApps', count: pendingApps, to: `${paths.adminApps}?status=pending` },
    {
      text: 'overview.oldSecrets',
      count: oldSecrets,
      to: `${paths.adminApps}?secretOlderThan=365`,
    },
  ] as const;
  const waiting = lists.filter(({ count }) => count > 0);
  const isQuiet = waiting.length === 0 && silentGates.length === 0 && delayedMails === 0;
  return (
    <Section title={t('overview.needsYou')}>
      {isQuiet && <Text size="sm">{t('overview.needsNothing')}</Text>}
      <List spacing={4} size="sm">
        {waiting.map(({ text, count, to }) => (
          <List.Item key={text}>
            <Anchor component={Link} to={to} size="sm" underline="always">
              {t(text, { count })}
            </Anchor>
          </List.Item>
        ))}
        {delayedMails > 0 && (
          <List.Item>{t('overview.delayedMails', { count: delayedMails })}</List.Item>
        )}
        {silentGates.length > 0 && (
          <List.Item>
            <Anchor component={Link} to={`${paths.gates}?silent=true`} size="sm" underline="always">
              {t('overview.silentGates', { count: silentGates.length })}
            </Anchor>{' '}
            {silentGates.map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                <UserText text={name} max={64} />
              </span>
            ))}
          </List.Item>
        )}
      </List>
    </Section>
  );
}
