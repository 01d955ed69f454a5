import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListQuery } from '../../ui/use-list-query';
import { useUser, useUsers } from '../users/queries';

interface OwnerFilterProps {
  list: ListQuery;
  /** The parameter of the list. */
  name?: string;
  label?: string;
  any?: string;
}

/** Leaves what belongs to one person, who is found by name among all people. */
export function OwnerFilter({ list, name = 'ownerId', label, any }: OwnerFilterProps) {
  const { t } = useTranslation();
  const ownerId = list.filter(name);
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, 250);
  const people = useUsers({ startIndex: 0, count: 20, search: search.slice(0, 200) || undefined });
  const owner = useUser(ownerId);
  const found = (people.data?.entry ?? []).filter(({ id }) => id !== ownerId);
  const choices = [
    ...(ownerId ? [{ value: ownerId, label: owner.data?.username ?? ownerId }] : []),
    ...found.map(({ id, username }) => ({ value: id, label: username })),
  ];
  return (
    <Select
      className="filter"
      aria-label={label ?? t('adminApps.owner')}
      placeholder={any ?? t('list.anyOwner')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      nothingFoundMessage={t('common.noMatch')}
      value={ownerId ?? null}
      data={choices}
      // The server has searched already.
      filter={({ options }) => options}
      onSearchChange={setText}
      onChange={(value) => list.setFilter(name, value)}
    />
  );
}
