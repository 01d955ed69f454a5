import { Pill } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListQuery } from './use-list-query';

/** A filter that came with a link, and the way to drop it. */
export function FilterPill({
  list,
  name,
  label,
}: {
  list: ListQuery;
  name: string;
  label: string;
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
      {label}: {value}
    </Pill>
  );
}
