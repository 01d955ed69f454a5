import { Anchor, Group, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { Grant } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { notify } from '../../ui/notify';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { useEndGrant, useLiveGrants } from './queries';

/** Live grants: each is a family of tokens that can be ended at once. */
export function GrantsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const userId = list.filter('userId');
  const clientId = list.filter('clientId');
  const grants = useLiveGrants({ ...list.query, userId, clientId });
  const columns: Column<Grant>[] = [
    { header: t('liveGrants.app'), width: '24%', cell: (grant) => <AppOf grant={grant} /> },
    { header: t('liveGrants.person'), width: '15%', cell: (grant) => <PersonOf grant={grant} /> },
    { header: t('grants.scopes'), cell: ({ scopes }) => <ScopeBadges scopes={scopes} max={3} /> },
    { header: t('apps.lastUsed'), cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />, width: 125 },
    { header: t('tokens.expires'), cell: ({ expiresAt }) => <Time at={expiresAt} />, width: 125 },
    { cell: (grant) => <End grant={grant} />, width: 80 },
  ];
  return (
    <Page title={t('liveGrants.title')} description={t('liveGrants.hint')}>
      <Group>
        <SearchField list={list} label={t('liveGrants.search')} />
        <FilterPill
          list={list}
          name="userId"
          label={t('liveGrants.person')}
          text={grants.data?.entry.find((grant) => grant.userId === userId)?.username}
        />
        <FilterPill
          list={list}
          name="clientId"
          label={t('liveGrants.app')}
          text={grants.data?.entry.find((grant) => grant.clientId === clientId)?.appName}
        />
      </Group>
      <DataTable
        label={t('liveGrants.title')}
        rows={grants}
        list={list}
        filtered={!!userId || !!clientId}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconLink} title={t('liveGrants.none')}>
            {t('liveGrants.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function AppOf({ grant }: { grant: Grant }) {
  return (
    <>
      <Text size="sm" fw={550}>
        <UserText text={appName(grant)} max={60} />
      </Text>
      <Kind kind={grant.kind} />
    </>
  );
}

/** Logins carry the built-in app, which people know as the portal. */
function appName({ appName: name, clientId }: Grant): string {
  return name ?? (clientId === 'gatehouse' ? 'Gatehouse' : clientId);
}

/** How it came about, as one who is not the person says it. */
function Kind({ kind }: { kind: string }) {
  const { t, i18n } = useTranslation();
  const key = `liveGrants.kind.${kind}`;
  return (
    <Text size="xs" c="dimmed">
      {i18n.exists(key) ? t(key as 'liveGrants.kind.login') : kind}
    </Text>
  );
}

function PersonOf({ grant }: { grant: Grant }) {
  if (!grant.userId) return '—';
  return (
    <Anchor component={Link} to={generatePath(paths.user, { id: grant.userId })} size="sm">
      <UserText text={grant.username ?? grant.userId} max={40} />
    </Anchor>
  );
}

function End({ grant }: { grant: Grant }) {
  const { t } = useTranslation();
  const end = useEndGrant();
  const name = shorten(appName(grant), 60);
  const person = shorten(grant.username ?? grant.userId ?? '', 60);
  return (
    <ConfirmButton
      size="compact-sm"
      label={t('grants.end')}
      aria-label={`${t('grants.end')}: ${name}`}
      title={
        person ? t('liveGrants.endTitleOf', { name, person }) : t('liveGrants.endTitle', { name })
      }
      consequence={t('liveGrants.endConsequence')}
      run={() => end.mutateAsync(grant.id)}
      done={() => notify(t('grants.ended'))}
    />
  );
}
