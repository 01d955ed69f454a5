import { Anchor, Group, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { Attention } from '../../api/client.gen';
import { paths } from '../../paths';
import { Section } from '../../ui/page';
import { UserText } from '../../ui/user-text';

/** The apps that did something most often in the last 24 hours. */
export function BusyApps({ title, apps }: { title: string; apps?: Attention['mostIssued'] }) {
  const { t, i18n } = useTranslation();
  return (
    <Section title={title} description={t('overview.lastHours')}>
      {!apps && <Skeleton h={60} />}
      {apps?.length === 0 && <Text size="sm">{t('overview.nothing')}</Text>}
      {apps?.map(({ id, name, times }) => (
        <Group key={id} justify="space-between" wrap="nowrap" gap="md">
          <Anchor component={Link} to={activityOf(id)} size="sm">
            <UserText text={name} max={48} />
          </Anchor>
          <Anchor component={Link} to={activityOf(id)} size="sm" aria-hidden tabIndex={-1}>
            {times.toLocaleString(i18n.language)}
          </Anchor>
        </Group>
      ))}
    </Section>
  );
}

function activityOf(id: string): string {
  return `${generatePath(paths.adminApp, { id })}?tab=activity`;
}
