import { Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MyGrant } from '../../api/types';
import { AccountBadge } from '../../ui/account-badge';
import { ConfirmButton } from '../../ui/confirm';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { GrantKind } from '../../ui/grant-kind';
import { notify } from '../../ui/notify';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { useEndGrant, useGrants } from './queries';

/** Who may act for me: apps that I allowed, and my own logins. */
export function GrantsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const grants = useGrants(list.query);
  const end = useEndGrant();
  const nameOf = (grant: MyGrant) => grant.app?.name ?? t('grants.removedApp');
  const columns: Column<MyGrant>[] = [
    {
      header: t('grants.who'),
      cell: (grant) => (
        <>
          <Text size="sm" fw={550}>
            <UserText text={nameOf(grant)} max={60} />
          </Text>
          <GrantKind kind={grant.kind} />
          <AccountBadge id={grant.account} name={grant.accountName} />
        </>
      ),
    },
    { header: t('grants.scopes'), cell: ({ scopes }) => <ScopeBadges scopes={scopes} /> },
    { header: t('grants.since'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 120 },
    { header: t('apps.lastUsed'), cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />, width: 140 },
    {
      cell: (grant) => (
        <ConfirmButton
          size="compact-sm"
          label={t('grants.end')}
          aria-label={`${t('grants.end')}: ${shorten(nameOf(grant), 60)}`}
          title={t('grants.endTitle', { name: shorten(nameOf(grant), 60) })}
          consequence={t('grants.endConsequence')}
          run={() => end.mutateAsync(grant.id)}
          done={() => notify(t('grants.ended'))}
        />
      ),
      width: 100,
    },
  ];
  return (
    <Page title={t('grants.title')} description={t('grants.hint')}>
      <DataTable
        label={t('grants.title')}
        rows={grants}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconPlugConnected} title={t('grants.none')}>
            {t('grants.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}
