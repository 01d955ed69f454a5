import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const COLORS = { active: 'green', pending: 'yellow', disabled: 'red' } as const;

interface StatusBadgeProps {
  status: keyof typeof COLORS;
  /** What it is said of: some languages have another ending for an app than for a person. */
  of?: 'person' | 'app';
}

/** Whether a person or an app may act. */
export function StatusBadge({ status, of = 'person' }: StatusBadgeProps) {
  const { t } = useTranslation();
  const words = of === 'app' ? (`appStatus.${status}` as const) : (`status.${status}` as const);
  return (
    <Badge color={COLORS[status]} miw="max-content">
      {t(words)}
    </Badge>
  );
}
