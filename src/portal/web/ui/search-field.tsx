import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListQuery } from './use-list-query';

/** The search of a list. */
export function SearchField({ list, label }: { list: ListQuery; label: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(list.search);
  const change = (value: string) => {
    setText(value);
    list.setFilter('search', value);
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
