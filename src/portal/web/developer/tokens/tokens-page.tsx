import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonalToken } from '../../api/types';
import { AccountBadge } from '../../ui/account-badge';
import { ConfirmButton } from '../../ui/confirm';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { notify } from '../../ui/notify';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { NewTokenDialog } from './new-token-dialog';
import { useRemoveToken, useTokens } from './queries';

/** Personal access tokens: for the reader's own scripts. */
export function TokensPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const tokens = useTokens(list.query);
  const remove = useRemoveToken();
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('tokens.new')}
    </Button>
  );
  const columns: Column<PersonalToken>[] = [
    {
      header: t('tokens.name'),
      cell: ({ name, accountId, accountName }) => (
        <Group gap={6}>
          <UserText text={name} max={60} />
          <AccountBadge id={accountId} name={accountName} />
        </Group>
      ),
    },
    { header: t('grants.scopes'), cell: ({ scopes }) => <ScopeBadges scopes={scopes} max={3} /> },
    { header: t('apps.lastUsed'), cell: (token) => <LastUse token={token} />, width: 140 },
    { header: t('tokens.expires'), cell: ({ expiresAt }) => <Time at={expiresAt} />, width: 140 },
    {
      cell: (token) => (
        <ConfirmButton
          size="compact-sm"
          label={t('tokens.end')}
          aria-label={`${t('tokens.end')}: ${shorten(token.name, 60)}`}
          title={t('tokens.endTitle', { name: shorten(token.name, 60) })}
          consequence={t('tokens.endConsequence')}
          run={() => remove.mutateAsync(token.id)}
          done={() => notify(t('tokens.ended'))}
        />
      ),
      width: 110,
    },
  ];
  return (
    <Page title={t('tokens.title')} description={t('tokens.hint')} actions={add}>
      <DataTable
        label={t('tokens.title')}
        rows={tokens}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconKey} title={t('tokens.none')} action={add}>
            {t('tokens.noneHint')}
          </EmptyState>
        }
      />
      <NewTokenDialog opened={asked} onClose={close} />
    </Page>
  );
}

/** A token that was never used says so, instead of the time when it was made. */
function LastUse({ token }: { token: PersonalToken }) {
  const { t } = useTranslation();
  const used = token.lastUsedAt !== token.createdAt;
  return <Time at={used ? token.lastUsedAt : null} empty={t('apps.neverUsed')} />;
}
