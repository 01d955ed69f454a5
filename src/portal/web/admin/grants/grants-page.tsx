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
import { GrantKind } from '../../ui/grant-kind';
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
    { header: t('liveGrants.app'), cell: (grant) => <AppOf grant={grant} /> },
    { header: t('liveGrants.person'), cell: (grant) => <PersonOf grant={grant} /> },
    { header: t('grants.scopes'), cell: ({ scopes }) => <ScopeBadges scopes={scopes} max={3} /> },
    { header: t('apps.lastUsed'), cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />, width: 130 },
    { header: t('tokens.expires'), cell: ({ expiresAt }) => <Time at={expiresAt} />, width: 130 },
    { cell: (grant) => <End grant={grant} />, width: 100 },
  ];
  return (
    <Page title={t('liveGrants.title')} description={t('liveGrants.hint')}>
      <Group>
        <SearchField list={list} label={t('liveGrants.search')} />
        <FilterPill list={list} name="userId" label={t('liveGrants.person')} />
        <FilterPill list={list} name="clientId" label={t('liveGrants.app')} />
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
        <UserText text={grant.appName ?? grant.clientId} max={60} />
      </Text>
      <GrantKind kind={grant.kind} />
    </>
  );
}

function PersonOf({ grant }: { grant: Grant }) {
  const { t } = useTranslation();
  if (!grant.userId) return <Text size="sm">{t('liveGrants.itself')}</Text>;
  return (
    <Anchor component={Link} to={generatePath(paths.user, { id: grant.userId })} size="sm">
      <UserText text={grant.username ?? grant.userId} max={40} />
    </Anchor>
  );
}

function End({ grant }: { grant: Grant }) {
  const { t } = useTranslation();
  const end = useEndGrant();
  const name = shorten(grant.appName ?? grant.clientId, 60);
  return (
    <ConfirmButton
      size="compact-sm"
      label={t('grants.end')}
      aria-label={`${t('grants.end')}: ${name}`}
      title={t('grants.endTitle', { name })}
      consequence={t('grants.endConsequence')}
      run={() => end.mutateAsync(grant.id)}
      done={() => notify(t('grants.ended'))}
    />
  );
}
