import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types';
import { Time } from '../../ui/time';
import { UserText } from '../../ui/user-text';
import { difference, toldBy } from './changed-values';

const IS_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What changed, from what to what; a word and its value a line. */
export function Detail({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { changed, others } = toldBy(entry.detail);
  return (
    <>
      {changed.map((each) => (
        <Line key={each.name} name={each.name}>
          {difference(each)?.map((item) => (
            <Text key={item} span size="xs" display="block">
              <UserText text={item} max={80} />
            </Text>
          )) ?? (
            <>
              <Value name={each.name} value={each.before} names={entry.names} />
              {' → '}
              <Value name={each.name} value={each.after} names={entry.names} />
            </>
          )}
        </Line>
      ))}
      {others.map(([name, value]) => (
        <Line key={name} name={name}>
          <Value name={name} value={value} names={entry.names} />
        </Line>
      ))}
      {entry.times > 1 && (
        <Text size="xs" fw={600}>
          {t('audit.times', { count: entry.times })}
        </Text>
      )}
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Text size="xs" component="div">
      <Text span c="dimmed" size="xs">
        {t('audit.labelled', { name: word('audit.field', name) })}
      </Text>{' '}
      {children}
    </Text>
  );
}

interface ValueProps {
  name: string;
  value: unknown;
  names: AuditEntry['names'];
}

function Value({ name, value, names }: ValueProps) {
  const { t } = useTranslation();
  const word = useWord();
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'string' && IS_TIME.test(value)) return <Time at={value} />;
  if (typeof value === 'string' && names[value])
    return (
      <span title={value}>
        <UserText text={names[value]} max={60} />
      </span>
    );
  if (name === 'status') return word('status', String(value));
  if (name === 'reason') return <UserText text={word('audit.reasons', String(value))} max={160} />;
  if (Array.isArray(value)) {
    const words = value.map((each) =>
      name === 'changed' ? word('audit.field', String(each)) : String(each),
    );
    return <UserText text={words.join(', ') || '—'} max={160} />;
  }
  return <UserText text={typeof value === 'string' ? value : JSON.stringify(value)} max={160} />;
}

/** Finds the word for a name, which is the name itself where there is none. */
function useWord() {
  const { t, i18n } = useTranslation();
  return (group: 'audit.field' | 'audit.reasons' | 'status', name: string): string => {
    const key = `${group}.${name}`;
    return i18n.exists(key) ? t(key as 'audit.field.name') : name;
  };
}
