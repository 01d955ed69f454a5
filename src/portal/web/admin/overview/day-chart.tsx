import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Statistic } from '../../api/types';

interface DayChartProps {
  days: Statistic['days'];
  series: 'issued' | 'failed' | 'people' | 'apps';
  color: string;
}

/** One series by day; a screen reader gets the same as sentences. */
export function DayChart({ days, series, color }: DayChartProps) {
  const { t, i18n } = useTranslation();
  const name = t(`overview.series.${series}`);
  const dayOf = (date: string) =>
    new Date(`${date}T12:00:00Z`).toLocaleDateString(i18n.language, {
      day: 'numeric',
      month: 'short',
    });
  const data = days.map((day) => ({ day: dayOf(day.date), [series]: day[series] }));
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
          barProps={{ isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false, margin: { top: 12 } }}
          valueFormatter={(value) => value.toLocaleString(i18n.language)}
        />
      </div>
      <VisuallyHidden>
        {days
          .filter((day) => day[series])
          .map((day) => `${dayOf(day.date)}: ${day[series]}`)
          .join('; ') || t('overview.nothing')}
      </VisuallyHidden>
    </>
  );
}
