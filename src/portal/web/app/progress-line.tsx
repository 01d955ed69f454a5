import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A page is being fetched. */
export function ProgressLine() {
  const { t } = useTranslation();
  return (
    <Progress
      value={100}
      animated
      size={3}
      radius={0}
      aria-label={t('common.loading')}
      style={{ position: 'fixed', insetInline: 0, top: 0, zIndex: 1000 }}
    />
  );
}
