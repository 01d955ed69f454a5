import { Badge } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { UserText } from './user-text';

interface AccountBadgeProps {
  /** The account's id; nothing is shown without one. */
  id: string | null;
  /** What it is called; the id where that is not known. */
  name: string | null;
}

/** Says for which customer account something works, wherever it is bound to one. */
export function AccountBadge({ id, name }: AccountBadgeProps) {
  const { t } = useTranslation();
  if (id === null) return null;
  return (
    <Badge
      variant="light"
      color="grape"
      tt="none"
      maw="100%"
      leftSection={<IconBuildingCommunity size={12} aria-hidden />}
      title={t('accounts.onlyFor', { name: name ?? id })}
    >
      <UserText text={name ?? id} max={40} />
    </Badge>
  );
}
