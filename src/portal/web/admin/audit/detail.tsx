import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types';
import { Time } from '../../ui/time';
import { UserText } from '../../ui/user-text';

const IS_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What changed, a word and its value a line. */
export function Detail({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation();
  const word = (name: string) => {
    const key = `audit.field.${name}`;
    return i18n.exists(key) ? t(key as 'audit.field.name') : name;
  };
  const status = (value: unknown) =>
    i18n.exists(`status.${String(value)}`)
      ? t(`status.${String(value)}` as 'status.active')
      : value;
  return Object.entries(entry.detail).map(([name, value]) => (
    <Text key={name} size="xs">
      <Text span c="dimmed" size="xs">
        {t('audit.labelled', { name: word(name) })}
      </Text>{' '}
      <Value value={name === 'status' ? status(value) : value} names={entry.names} />
    </Text>
  ));
}

function Value({ value, names }: { value: unknown; names: AuditEntry['names'] }) {
  if (typeof value === 'string' && IS_TIME.test(value)) return <Time at={value} />;
  if (typeof value === 'string' && names[value])
    return (
      <span title={value}>
        <UserText text={names[value]} max={60} />
      </span>
    );
  if (Array.isArray(value)) return <UserText text={value.join(', ') || '—'} max={160} />;
  return <UserText text={typeof value === 'string' ? value : JSON.stringify(value)} max={160} />;
}
