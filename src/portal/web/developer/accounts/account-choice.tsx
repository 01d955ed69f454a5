import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shorten } from '../../ui/user-text';
import { useMemberships } from './queries';

interface AccountChoiceProps {
  description: string;
  /** Empty for none. */
  value: string;
  onChange: (id: string) => void;
  error?: string;
}

/** Binds something to a customer account; people who work in none do not see it. */
export function AccountChoice({ description, value, onChange, error }: AccountChoiceProps) {
  const { t } = useTranslation();
  const accounts = useMemberships();
  if (!accounts.data?.length) return null;
  return (
    <Select
      label={t('apps.account')}
      description={description}
      placeholder={t('apps.noAccount')}
      nothingFoundMessage={t('common.noMatch')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      value={value || null}
      error={error}
      onChange={(id) => onChange(id ?? '')}
      data={accounts.data.map(({ id, name, own, owner }) => ({
        value: id,
        label: own ? shorten(name, 60) : `${shorten(name, 60)} (${owner})`,
      }))}
    />
  );
}
