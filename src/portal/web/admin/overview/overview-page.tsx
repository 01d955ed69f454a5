import { SegmentedControl, SimpleGrid, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Statistic } from '../../api/types';
import { paths } from '../../paths';
import { Figure } from '../../ui/figure';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { oneOf } from '../../ui/use-list-query';
import { BusyApps } from './busy-apps';
import { FirstRun } from './first-run';
import { NeedsYou } from './needs-you';
import { useAttention, useStatistic } from './queries';

/** The chart library is the heaviest thing of the portal, so it comes after the figures. */
const DayChart = lazy(async () => ({ default: (await import('./day-chart')).DayChart }));

const CHARTS = [
  {
    series: 'issued',
    color: 'var(--mantine-primary-color-filled)',
    list: `${paths.activity}?outcome=issued&day=`,
  },
  { series: 'failed', color: 'red.7', list: `${paths.activity}?outcome=failed&day=` },
  { series: 'people', color: 'teal.7', list: `${paths.users}?createdOn=` },
  { series: 'apps', color: 'grape.6', list: `${paths.adminApps}?createdOn=` },
] as const;

/** How many days can be looked at. */
const RANGES = ['7', '30', '90'] as const;

/** What waits, people, apps and tokens: how many there are, and how it went day by day. */
export function OverviewPage() {
  const { t, i18n } = useTranslation();
  const [params, setParams] = useSearchParams();
  const range = oneOf(RANGES, params.get('days') ?? undefined) ?? '30';
  const statistic = useStatistic(Number(range));
  const attention = useAttention();
  const totals = statistic.data?.totals;
  return (
    <Page
      title={t('overview.title')}
      description={t('overview.hint')}
      actions={
        <SegmentedControl
          aria-label={t('overview.range')}
          value={range}
          onChange={(days) => setParams({ days }, { replace: true })}
          data={RANGES.map((value) => ({ value, label: t('overview.days', { days: value }) }))}
        />
      }
    >
      <ProblemAlert error={statistic.error} retry={() => void statistic.refetch()} />
      <ProblemAlert error={attention.error} retry={() => void attention.refetch()} />
      {attention.data?.firstSteps && <FirstRun steps={attention.data.firstSteps} />}
      {attention.data ? <NeedsYou attention={attention.data} /> : <Skeleton h={90} />}
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Figure label={t('overview.people')} value={totals?.people} to={paths.users} />
        <Figure label={t('overview.apps')} value={totals?.apps} to={paths.adminApps} />
        <Figure label={t('overview.grants')} value={totals?.grants} to={paths.liveGrants} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {CHARTS.map(({ series, color, list }) => (
          <Section
            key={series}
            title={t(`overview.series.${series}`)}
            description={t('overview.lastDays', {
              days: statistic.data?.days.length ?? range,
              sum: total(statistic.data?.days, series)?.toLocaleString(i18n.language) ?? '–',
            })}
          >
            <Suspense fallback={<Skeleton h={180} />}>
              {statistic.data ? (
                <DayChart
                  days={statistic.data.days}
                  series={series}
                  color={color}
                  listOf={(date) => `${list}${date}`}
                />
              ) : (
                <Skeleton h={180} />
              )}
            </Suspense>
          </Section>
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <BusyApps title={t('overview.mostIssued')} apps={attention.data?.mostIssued} />
        <BusyApps title={t('overview.mostRefused')} apps={attention.data?.mostRefused} />
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
