import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from './time';

const MINUTE_MS = 60_000;

/** A moment that may be seconds ago, and counts on; the other words of `Time` for an older one. */
export function Ago({ at, empty }: { at: string | null; empty: string }) {
  const { t, i18n } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const distance = at === null ? MINUTE_MS : now - new Date(at).getTime();
  if (at === null || distance >= MINUTE_MS) return <Time at={at} empty={empty} />;
  const seconds = Math.floor(distance / 1_000);
  const format = new Intl.RelativeTimeFormat(i18n.language);
  return (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {seconds < 1 ? t('common.now') : format.format(-seconds, 'second')}
    </time>
  );
}
