import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const COLORS = { active: 'green', pending: 'yellow', disabled: 'red' } as const;

/** Whether a person or an app may act. */
export function StatusBadge({ status }: { status: keyof typeof COLORS }) {
  const { t } = useTranslation();
  return <Badge color={COLORS[status]}>{t(`status.${status}`)}</Badge>;
}
