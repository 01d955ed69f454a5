import { Anchor, Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { consumerAppActivity } from '../api/client.gen';
import type { Account, ActivityEntry, App } from '../api/types';
import { reasonText } from '../i18n/served';
import { paths } from '../paths';
import { ProblemAlert } from '../ui/problem-alert';
import { Section } from '../ui/page';
import { StatusBadge } from '../ui/status-badge';
import { Time } from '../ui/time';
import { UserText } from '../ui/user-text';
import { lastUse, useApps } from './apps/queries';
import { OwnSteps } from './first-steps';

const MOST_APPS = 5;
const MOST_EVENTS = 6;
/** Of so many apps the activity is asked for: those that were used last. */
const LOOKED_AT = 3;

/** Whether this developer has made a first call. */
export function useHasCalled(): boolean | undefined {
  const apps = useApps({ count: 100 });
  return apps.data?.entry.some(({ secrets }) => lastUse(secrets) !== null);
}

/** A developer's own things: what is still to be done, their apps, and what these did last. */
export function Home({ account }: { account: Account }) {
  const apps = useApps({ count: 100 });
  const hasCalled = useHasCalled();
  const used = byUse(apps.data?.entry ?? []);
  const hasMore = (apps.data?.totalResults ?? 0) > MOST_APPS;
  return (
    <Stack gap="xl">
      <ProblemAlert error={apps.error} retry={() => void apps.refetch()} />
      {apps.isPending && <Skeleton h={180} radius="lg" />}
      {hasCalled === false && <OwnSteps />}
      {used.length > 0 && <OwnApps apps={used.slice(0, MOST_APPS)} hasMore={hasMore} />}
      {hasCalled && <LastEvents key={account.id} apps={used.slice(0, LOOKED_AT)} />}
    </Stack>
  );
}

/** The app that was used last comes first; those without any use as they came. */
function byUse(apps: App[]): App[] {
  const at = ({ secrets }: App) => lastUse(secrets) ?? '';
  return apps.toSorted((first, second) => at(second).localeCompare(at(first)));
}

function OwnApps({ apps, hasMore }: { apps: App[]; hasMore: boolean }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t('apps.title')}
      actions={
        hasMore && (
          <Anchor component={Link} to={paths.apps} size="sm">
            {t('home.allApps')}
          </Anchor>
        )
      }
    >
      <ul className="home-list" aria-label={t('apps.title')}>
        {apps.map((app) => (
          <li key={app.id}>
            <Anchor component={Link} to={generatePath(paths.app, { id: app.id })} fw={550}>
              <UserText text={app.name} max={60} />
            </Anchor>
            <Group gap="md">
              {app.status !== 'active' && <StatusBadge of="app" status={app.status} />}
              <Text size="sm" c="dimmed">
                {t('home.lastUsed')} <Time at={lastUse(app.secrets)} empty={t('apps.neverUsed')} />
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What these apps did last: tokens that they got, and refusals with the reason. */
function LastEvents({ apps }: { apps: App[] }) {
  const { t } = useTranslation();
  const answers = useQueries({
    queries: apps.map(({ id }) => ({
      queryKey: ['consumer.app.activity', id, { count: MOST_EVENTS }],
      queryFn: () => consumerAppActivity(id, { count: MOST_EVENTS }),
    })),
  });
  const isPending = answers.some((answer) => answer.isPending);
  const events = answers
    .flatMap(({ data }, index) => (data?.entry ?? []).map((entry) => ({ entry, app: apps[index] })))
    .toSorted((first, second) => second.entry.at.localeCompare(first.entry.at))
    .slice(0, MOST_EVENTS);
  return (
    <Section title={t('home.last')} description={t('home.lastHint')}>
      {isPending && <Skeleton h={120} />}
      {!isPending && events.length === 0 && <Text size="sm">{t('activity.none')}</Text>}
      {!isPending && (
        <ul className="home-list" aria-label={t('home.last')}>
          {events.map(
            ({ entry, app }) =>
              app && (
                <Event key={`${app.id} ${entry.at} ${entry.detail}`} entry={entry} app={app} />
              ),
          )}
        </ul>
      )}
    </Section>
  );
}

function Event({ entry, app }: { entry: ActivityEntry; app: App }) {
  const { t, i18n } = useTranslation();
  const issued = entry.event === 'issued';
  const known = `activity.reason.${entry.event}`;
  return (
    <li>
      <div>
        <Group gap="xs">
          <Badge color={issued ? 'green' : 'red'}>
            {issued ? t('activity.tokenIssued') : entry.event}
          </Badge>
          {entry.times > 1 && (
            <Text size="sm" c="dimmed">
              × {entry.times}
            </Text>
          )}
          <Anchor
            component={Link}
            to={`${generatePath(paths.app, { id: app.id })}?tab=activity`}
            size="sm"
          >
            <UserText text={app.name} max={48} />
          </Anchor>
        </Group>
        {!issued && (
          <Text size="sm" c="dimmed" mt={2} className="user-text">
            {i18n.exists(known)
              ? t(known as 'activity.reason.invalid_client')
              : reasonText(entry.detail)}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed">
        <Time at={entry.at} />
      </Text>
    </li>
  );
}
