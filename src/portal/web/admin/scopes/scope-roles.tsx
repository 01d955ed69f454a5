import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { paths } from '../../paths';
import { covers } from '../../session/scopes';
import { Few } from '../../ui/few';
import { UserText } from '../../ui/user-text';
import { useAllRoles } from '../users/queries';

/** The roles that open this scope: by its name, by one above it, or because they open everything. */
export function ScopeRoles({ name }: { name: string }) {
  const { t } = useTranslation();
  const roles = useAllRoles();
  if (!roles.data) return '–';
  const holding = roles.data.filter(({ everything, scopes }) => everything || covers(scopes, name));
  if (!holding.length)
    return (
      <Text span size="sm" c="dimmed">
        {t('adminScopes.noRole')}
      </Text>
    );
  return (
    <Few label={t('adminScopes.roles')}>
      {holding.map((role) => (
        <Anchor
          key={role.id}
          component={Link}
          to={generatePath(paths.role, { id: role.id })}
          size="sm"
        >
          <UserText text={role.name} max={40} />
        </Anchor>
      ))}
    </Few>
  );
}
