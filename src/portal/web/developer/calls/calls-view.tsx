import { Anchor, SegmentedControl, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Calls } from '../../api/client.gen';
import { DataTable, type Column } from '../../ui/data-table';
import { Dotted } from '../../ui/dotted';
import { EmptyState } from '../../ui/empty-state';
import { Figure } from '../../ui/figure';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { type ListQuery, oneOf } from '../../ui/use-list-query';
import { IconChartBar } from '@tabler/icons-react';

/** The chart library is heavy, so it comes after the figures. */
const CallsChart = lazy(async () => ({ default: (await import('./calls-chart')).CallsChart }));

const SPANS = ['1', '7', '30', '90'] as const;

/** How many days the URL asks for. */
export function spanOf(list: ListQuery): 1 | 7 | 30 | 90 {
  return Number(oneOf(SPANS, list.filter('days')) ?? '7') as 1 | 7 | 30 | 90;
}

/** Chooses how far back. */
export function SpanControl({ list }: { list: ListQuery }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('overview.range')}
      value={String(spanOf(list))}
      onChange={(days) => list.setFilter('days', days)}
      data={SPANS.map((value) => ({
        value,
        label: value === '1' ? t('calls.hours') : t('overview.days', { days: value }),
      }))}
    />
  );
}

interface CallsViewProps {
  calls: { data?: Calls; error: unknown; refetch: () => unknown };
  /** Where the refused ones are told one by one. */
  refusals: string;
  /** Where an operation's name leads. */
  operationLink: (operation: string) => string;
  children?: ReactNode;
}

/** Sums beside those of the time before, the calls over time, and by operation. */
export function CallsView({ calls, refusals, operationLink, children }: CallsViewProps) {
  const { t } = useTranslation();
  const { data } = calls;
  if (!data && calls.error)
    return <ProblemAlert error={calls.error} retry={() => void calls.refetch()} />;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Figure label={t('calls.allowed')} value={data?.allowed}>
          <Before count={data?.before.allowed} />
        </Figure>
        <Figure label={t('calls.refused')} value={data?.refused} to={refusals}>
          <Before count={data?.before.refused} />
        </Figure>
      </SimpleGrid>
      <Section title={t('calls.overTime')} description={t('calls.overTimeHint')}>
        <Suspense fallback={<Skeleton h={220} />}>
          {data ? <CallsChart calls={data} /> : <Skeleton h={220} />}
        </Suspense>
      </Section>
      {children}
      {data && <Operations rows={data.operations} to={operationLink} />}
    </Stack>
  );
}

function Before({ count = 0 }: { count?: number }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      {t('calls.before', { count })}
    </Text>
  );
}

/** How often each of them was called; the name leads on. */
export function Counts<T extends { allowed: number; refused: number }>({
  label,
  header,
  rows,
  name,
  rowKey,
}: {
  label: string;
  header: string;
  rows: T[];
  name: (row: T) => ReactNode;
  rowKey: (row: T) => string;
}) {
  const { t, i18n } = useTranslation();
  const columns: Column<T>[] = [
    { header, cell: name },
    { header: t('calls.allowed'), cell: ({ allowed }) => allowed.toLocaleString(i18n.language), width: 130 }, // prettier-ignore
    { header: t('calls.refused'), cell: ({ refused }) => refused.toLocaleString(i18n.language), width: 130 }, // prettier-ignore
  ];
  return (
    <DataTable
      label={label}
      rows={{ data: { entry: rows, totalResults: rows.length } }}
      columns={columns}
      rowKey={rowKey}
      empty={
        <EmptyState icon={IconChartBar} title={t('calls.none')}>
          {t('calls.noneHint')}
        </EmptyState>
      }
    />
  );
}

function Operations({
  rows,
  to,
}: {
  rows: Calls['operations'];
  to: CallsViewProps['operationLink'];
}) {
  const { t } = useTranslation();
  return (
    <Counts
      label={t('calls.byOperation')}
      header={t('calls.operation')}
      rows={rows}
      rowKey={({ operation }) => operation}
      name={({ operation }) => (
        <Anchor component={Link} to={to(operation)} size="sm">
          <Dotted text={operation} />
        </Anchor>
      )}
    />
  );
}
