import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Anchor, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Statistic } from '../../api/types';

interface DayChartProps {
  days: Statistic['days'];
  series: 'issued' | 'failed' | 'people' | 'apps';
  color: string;
  /** The list of what this day had of it. */
  listOf: (date: string) => string;
}

/** One series by day: each bar leads to its list, and by keyboard each day below does. */
export function DayChart({ days, series, color, listOf }: DayChartProps) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const name = t(`overview.series.${series}`);
  const dayOf = (date: string) =>
    new Date(`${date}T12:00:00Z`).toLocaleDateString(i18n.language, {
      day: 'numeric',
      month: 'short',
    });
  const data = days.map((day) => ({ day: dayOf(day.date), date: day.date, [series]: day[series] }));
  const some = days.filter((day) => day[series]);
  return (
    <>
      <div aria-hidden>
        <BarChart
          h={180}
          data={data}
          dataKey="day"
          series={[{ name: series, label: name, color }]}
          tickLine="none"
          gridAxis="x"
          yAxisProps={{ width: 40, allowDecimals: false }}
          xAxisProps={{ interval: days.length > 7 ? Math.ceil(days.length / 5) : 0 }}
          barProps={{
            isAnimationActive: false,
            cursor: 'pointer',
            onClick: ({ payload }: { payload?: { date: string } }) =>
              payload && void navigate(listOf(payload.date)),
          }}
          barChartProps={{ accessibilityLayer: false, margin: { top: 12 } }}
          valueFormatter={(value) => value.toLocaleString(i18n.language)}
        />
      </div>
      <details className="by-day">
        <summary>{t('overview.byDay')}</summary>
        <Group gap="xs" mt="xs">
          {some.map((day) => (
            <Anchor key={day.date} component={Link} to={listOf(day.date)} size="sm">
              {dayOf(day.date)}: {day[series].toLocaleString(i18n.language)}
            </Anchor>
          ))}
          {some.length === 0 && t('overview.nothing')}
        </Group>
      </details>
    </>
  );
}
