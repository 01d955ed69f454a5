import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListQuery } from './use-list-query';

/** The search of a list; it waits until the reader stops typing. */
export function SearchField({ list, label }: { list: ListQuery; label: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(list.search);
  const apply = useDebouncedCallback((value: string) => list.setFilter('search', value), 250);
  const change = (value: string) => {
    setText(value);
    apply(value);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text && <CloseButton size="sm" aria-label={t('common.clear')} onClick={() => change('')} />
      }
      className="search-field"
    />
  );
}
