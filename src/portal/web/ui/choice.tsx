import { NativeSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** More than a list on the screen shows at once: they are searched. */
const MANY = 12;

interface ChoiceProps {
  label: string;
  /** Whether the label is for screen readers alone. */
  hiddenLabel?: boolean;
  /** One of the choices; empty for what `none` says. */
  value: string;
  onChange: (value: string) => void;
  choices: { value: string; label: string }[];
  /** What no choice is called; without it there is always one. */
  none?: string;
  error?: string;
  className?: string;
  flex?: string;
}

/** One of several: the browser's own list for a few, a list that can be searched for many. */
export function Choice({ label, hiddenLabel, none, choices, flex, ...props }: ChoiceProps) {
  const { t } = useTranslation();
  const shared = {
    ...(hiddenLabel ? { 'aria-label': label } : { label }),
    error: props.error,
    className: props.className,
    style: flex ? { flex } : undefined,
  };
  if (choices.length <= MANY)
    return (
      <NativeSelect
        {...shared}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        data={[...(none === undefined ? [] : [{ value: '', label: none }]), ...choices]}
      />
    );
  return (
    <Select
      {...shared}
      searchable
      clearable={none !== undefined}
      allowDeselect={none !== undefined}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      placeholder={none}
      nothingFoundMessage={t('common.noMatch')}
      value={props.value || null}
      onChange={(value) => props.onChange(value ?? '')}
      data={choices}
    />
  );
}
