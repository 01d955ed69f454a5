import { Pill } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UserText } from './user-text';
import type { ListQuery } from './use-list-query';

/** A filter that came with a link, and the way to drop it. */
export function FilterPill({
  list,
  name,
  label,
  text,
}: {
  list: ListQuery;
  name: string;
  label: string;
  /** What the value is called, where it is an id. */
  text?: string | null;
}) {
  const { t } = useTranslation();
  const value = list.filter(name);
  if (!value) return null;
  return (
    <Pill
      withRemoveButton
      size="md"
      onRemove={() => list.setFilter(name, undefined)}
      removeButtonProps={{ 'aria-label': t('common.clear'), 'aria-hidden': false, tabIndex: 0 }}
    >
      {label}: <UserText text={text ?? value} max={40} />
    </Pill>
  );
}
