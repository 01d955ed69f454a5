import { SimpleGrid, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Statistic } from '../../api/types';
import { paths } from '../../paths';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { useStatistic } from './queries';

/** The chart library is the heaviest thing of the portal, so it comes after the figures. */
const DayChart = lazy(async () => ({ default: (await import('./day-chart')).DayChart }));

const CHARTS = [
  { series: 'issued', color: 'indigo.6' },
  { series: 'failed', color: 'red.7' },
  { series: 'people', color: 'teal.7' },
  { series: 'apps', color: 'grape.6' },
] as const;

/** People, apps and tokens: how many there are, and how it went day by day. */
export function OverviewPage() {
  const { t, i18n } = useTranslation();
  const statistic = useStatistic();
  const totals = statistic.data?.totals;
  return (
    <Page title={t('overview.title')} description={t('overview.hint')}>
      <ProblemAlert error={statistic.error} retry={() => void statistic.refetch()} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Total label={t('overview.people')} value={totals?.people} to={paths.users} />
        <Total label={t('overview.apps')} value={totals?.apps} to={paths.adminApps} />
        <Total label={t('overview.grants')} value={totals?.grants} to={paths.liveGrants} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {CHARTS.map(({ series, color }) => (
          <Section
            key={series}
            title={t(`overview.series.${series}`)}
            description={t('overview.lastDays', {
              sum: total(statistic.data?.days, series)?.toLocaleString(i18n.language) ?? '–',
            })}
          >
            <Suspense fallback={<Skeleton h={180} />}>
              {statistic.data ? (
                <DayChart days={statistic.data.days} series={series} color={color} />
              ) : (
                <Skeleton h={180} />
              )}
            </Suspense>
          </Section>
        ))}
      </SimpleGrid>
    </Page>
  );
}

function total(
  days: Statistic['days'] | undefined,
  series: keyof Omit<Statistic['days'][number], 'date'>,
) {
  return days?.reduce((sum, day) => sum + day[series], 0);
}

function Total({ label, value, to }: { label: string; value?: number; to: string }) {
  const { i18n } = useTranslation();
  return (
    <Link to={to} className="surface figure">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={650} lh={1.3}>
        {value === undefined ? '–' : value.toLocaleString(i18n.language)}
      </Text>
    </Link>
  );
}
