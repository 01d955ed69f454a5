import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { AuditEntry } from '../../api/types';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
import { UserText } from '../../ui/user-text';

/** Who acted: the person, or the app that acted by itself. */
export function Who({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { userId, appKey } = entry;
  if (!userId && !appKey) return t('audit.somebody');
  return (
    <Name
      id={userId ?? appKey ?? ''}
      name={entry.actor}
      to={userId ? generatePath(paths.user, { id: userId }) : undefined}
    />
  );
}

/** From where: the address, and the app that acted for the person. */
export function Place({ entry: { userId, appName, ip } }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const through = userId ? appName : null;
  if (!ip && !through) return '—';
  return (
    <>
      {ip && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {ip}
        </Text>
      )}
      {through && (
        <Text size="xs" c="dimmed">
          {t('audit.through')} <UserText text={through} max={40} />
        </Text>
      )}
    </>
  );
}

/** Pages of the things that have one, by the word before their id. */
const PAGES: Record<string, string> = {
  setting: paths.settings,
  user: paths.user,
  app: paths.adminApp,
  account: paths.adminAccount,
  api: paths.adminApi,
  gate: paths.gate,
  announcement: paths.adminTerms,
  terms: paths.adminTermsVersion,
  page: paths.adminPage,
  role: paths.role,
  scope: paths.scope,
};

/** What was acted on: its name or, when it is gone, its id. */
export function What({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation();
  const [kind = '', id = ''] = entry.subject?.split(':') ?? [];
  if (!id) return '—';
  const page = PAGES[kind];
  const settingName = (key: string) => {
    const name = `settings.name.${key.replaceAll('.', '_')}`;
    return i18n.exists(name) ? t(name as 'settings.name.role_default') : key;
  };
  return (
    <Name
      id={id}
      name={kind === 'setting' ? settingName(id) : entry.subjectName}
      to={page && generatePath(page, { id })}
    />
  );
}

interface NameProps {
  id: string;
  /** The id again when there is no name, or no longer one. */
  name: string | null;
  to?: string;
}

function Name({ id, name, to }: NameProps) {
  const { t } = useTranslation();
  if (!name || name === id) return <Copyable short value={id} label={t('audit.id')} />;
  if (!to) return <UserText text={name} max={60} />;
  return (
    <Anchor component={Link} to={to} size="sm" title={id} underline="always">
      <UserText text={name} max={60} />
    </Anchor>
  );
}
