import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useExactTimes, useUtc } from './time-choice';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function relative(at: Date, language: string, now: string): string | undefined {
  const distance = at.getTime() - Date.now();
  if (Math.abs(distance) >= 7 * 86_400_000) return undefined;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const step = STEPS.find(([, length]) => Math.abs(distance) >= length);
  return step ? format.format(Math.round(distance / step[1]), step[0]) : now;
}

/** A moment to the second, in the reader's zone or in UTC, and how long ago it was below. */
export function ExactTime({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const [isUtc] = useUtc();
  const date = new Date(at);
  const exact = date.toLocaleString(i18n.language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(isUtc && { timeZone: 'UTC' }),
  });
  return (
    <time dateTime={at}>
      {exact}
      {isUtc && ' UTC'}
      <Text size="xs" c="dimmed">
        {relative(date, i18n.language, t('common.now'))}
      </Text>
    </time>
  );
}

/** A moment in the reader's words and zone, or exactly, as they chose. `empty` when it never was. */
export function Time({ at, empty = '—' }: { at?: string | null; empty?: string }) {
  const { t, i18n } = useTranslation();
  const [isExact] = useExactTimes();
  const [isUtc] = useUtc();
  if (!at) return <>{empty}</>;
  const date = new Date(at);
  const zone = isUtc ? { timeZone: 'UTC' } : {};
  if (isExact)
    return (
      <time dateTime={at} className="exact-time">
        <span>{date.toLocaleDateString(i18n.language, { dateStyle: 'medium', ...zone })}</span>{' '}
        <span>
          {date.toLocaleTimeString(i18n.language, { timeStyle: 'medium', ...zone })}
          {isUtc && ' UTC'}
        </span>
      </time>
    );
  const exact = date.toLocaleString(i18n.language, { dateStyle: 'full', timeStyle: 'long' });
  const day = date.toLocaleDateString(i18n.language, { dateStyle: 'medium' });
  return (
    <time dateTime={at} title={exact} style={{ whiteSpace: 'nowrap' }}>
      {relative(date, i18n.language, t('common.now')) ?? day}
    </time>
  );
}
