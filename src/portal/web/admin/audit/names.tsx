import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { AuditEntry } from '../../api/types';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
import { UserText } from '../../ui/user-text';

/** Who acted: the person, the app that acted for them or by itself, and from where. */
export function Actor({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { userId, appKey, ip } = entry;
  const through = userId ? entry.appName : null;
  return (
    <>
      {userId || appKey ? (
        <Name
          id={userId ?? appKey ?? ''}
          name={entry.actor}
          to={userId ? generatePath(paths.user, { id: userId }) : undefined}
        />
      ) : (
        '—'
      )}
      {through && (
        <Text size="xs" c="dimmed">
          {t('audit.through')} <UserText text={through} max={40} />
        </Text>
      )}
      {ip && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {ip}
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
  role: paths.role,
  scope: paths.scope,
};

/** What was acted on: its kind, and its name or, when it is gone, its id. */
export function Subject({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation();
  const [kind = '', id = ''] = entry.subject?.split(':') ?? [];
  if (!id) return '—';
  const page = PAGES[kind];
  const settingName = (key: string) => {
    const name = `settings.name.${key.replaceAll('.', '_')}`;
    return i18n.exists(name) ? t(name as 'settings.name.role_default') : key;
  };
  const word = `audit.kind.${kind}`;
  return (
    <>
      <Name
        id={id}
        name={kind === 'setting' ? settingName(id) : entry.subjectName}
        to={page && generatePath(page, { id })}
      />
      <Text size="xs" c="dimmed">
        {i18n.exists(word) ? t(word as 'audit.kind.role') : kind}
      </Text>
    </>
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
    <Anchor component={Link} to={to} size="sm" title={id}>
      <UserText text={name} max={60} />
    </Anchor>
  );
}
