import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/types';
import { useUsers } from './queries';

/** How many are offered; typing finds the others. */
const OFFERED = 10;

export type ChosenUser = Pick<User, 'id' | 'username'>;

interface UserChoiceProps {
  label: string;
  description?: string;
  placeholder?: string;
  required?: boolean;
  value?: ChosenUser;
  onChange: (user?: ChosenUser) => void;
  error?: string;
}

/** One of all users, found by user name or address as one types. */
export function UserChoice({ value, onChange, ...props }: UserChoiceProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const users = useUsers({ count: OFFERED, search: search || undefined });
  const found: ChosenUser[] = users.data?.entry ?? [];
  const known = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      {...props}
      searchable
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      nothingFoundMessage={users.isPending ? t('common.loading') : t('common.noMatch')}
      // The server has searched.
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value?.id ?? null}
      onChange={(id) => onChange(known.find((user) => user.id === id))}
      data={known.map(({ id, username }) => ({ value: id, label: username }))}
    />
  );
}
