import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { DataTable, type Column } from '../../ui/data-table';
import { Section } from '../../ui/page';
import { Time } from '../../ui/time';
import { UserText } from '../../ui/user-text';
import { useEndSession, useSessions, useSignOutEverywhere } from './queries';

/** Where the reader is signed in, and the way out of all of it. */
export function Sessions() {
  const { t } = useTranslation();
  const sessions = useSessions();
  const end = useEndSession();
  const everywhere = useSignOutEverywhere();
  const columns: Column<Session>[] = [
    { header: t('account.device'), cell: (session) => <Device session={session} /> },
    { header: t('activity.ip'), cell: ({ ip }) => ip ?? '—', width: 150 },
    { header: t('grants.since'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 140 },
    {
      cell: ({ id, current }) =>
        !current && (
          <ConfirmButton
            size="compact-sm"
            label={t('account.endSession')}
            title={t('account.endSessionTitle')}
            consequence={t('account.endSessionConsequence')}
            run={() => end.mutateAsync(id)}
          />
        ),
      width: 120,
    },
  ];
  return (
    <Section
      title={t('account.sessions')}
      description={t('account.sessionsHint')}
      actions={
        <ConfirmButton
          label={t('account.everywhere')}
          title={t('account.everywhereTitle')}
          consequence={t('account.everywhereConsequence')}
          run={() => everywhere.mutateAsync()}
        />
      }
    >
      <DataTable
        label={t('account.sessions')}
        rows={{
          ...sessions,
          data: sessions.data && { entry: sessions.data, totalResults: sessions.data.length },
        }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Text p="md">{t('account.noSessions')}</Text>}
      />
    </Section>
  );
}

function Device({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <UserText text={deviceName(session.userAgent)} max={60} />
      {session.current && <Badge>{t('account.thisOne')}</Badge>}
      {session.secondFactor && <Badge color="green">{t('mfa.title')}</Badge>}
    </Group>
  );
}

/** “Firefox, Linux” out of a User-Agent; its beginning where we do not know it. */
function deviceName(agent: string | null): string {
  if (!agent) return '—';
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0];
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0];
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS': 'macOS' };
  return [browser, system].map((name) => name && (names[name] ?? name)).filter(Boolean).join(', ') || agent.slice(0, 60); // prettier-ignore
}
