import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Calls } from '../../api/client.gen';

/** Calls by hour or day; a screen reader gets the same as sentences. */
export function CallsChart({ calls: { times, unit } }: { calls: Calls }) {
  const { t, i18n } = useTranslation();
  const format: Intl.DateTimeFormatOptions =
    unit === 'hour'
      ? { hour: '2-digit', minute: '2-digit' }
      : { day: 'numeric', month: 'short', timeZone: 'UTC' };
  const data = times.map(({ at, allowed, refused }) => ({
    at: new Date(at).toLocaleString(i18n.language, format),
    allowed,
    refused,
  }));
  const said = data
    .filter(({ allowed, refused }) => allowed + refused)
    .map((each) => t('calls.at', each));
  return (
    <>
      <div aria-hidden>
        <BarChart
          h={220}
          type="stacked"
          data={data}
          dataKey="at"
          series={[
            { name: 'allowed', label: t('calls.allowed'), color: 'teal.7' },
            { name: 'refused', label: t('calls.refused'), color: 'red.7' },
          ]}
          withLegend
          tickLine="none"
          gridAxis="x"
          yAxisProps={{ width: 44, allowDecimals: false }}
          xAxisProps={{ interval: data.length > 7 ? Math.ceil(data.length / 6) : 0 }}
          barProps={{ isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false, margin: { top: 12 } }}
          valueFormatter={(value) => value.toLocaleString(i18n.language)}
        />
      </div>
      <VisuallyHidden>{said.join('; ') || t('calls.none')}</VisuallyHidden>
    </>
  );
}
