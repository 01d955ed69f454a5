import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { UserText } from '../../ui/user-text';

/** Whose the app is; one that registered itself without a token belongs to nobody. */
export function AppOwner({ app }: { app: Pick<App, 'owner' | 'ownerId'> }) {
  const { t } = useTranslation();
  if (!app.ownerId)
    return (
      <Text span inherit c="dimmed">
        {t('adminApps.nobodys')}
      </Text>
    );
  return (
    <Anchor component={Link} to={generatePath(paths.user, { id: app.ownerId })} inherit>
      <UserText text={app.owner} max={60} />
    </Anchor>
  );
}
