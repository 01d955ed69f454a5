import { Button } from '@mantine/core';
import { IconPlus, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InitialAccessDto } from '../../api/client.gen';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { notify } from '../../ui/notify';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { showOnce } from '../../ui/shown-once';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { useCreateInitialAccess, useInitialAccess, useRemoveInitialAccess } from './queries';

/** Initial access tokens: with one, a program may register itself. */
export function InitialAccessPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const tokens = useInitialAccess(list.query);
  const create = useCreateInitialAccess(({ token }) =>
    showOnce({
      title: t('initialAccess.made'),
      once: t('initialAccess.once'),
      values: [{ label: t('initialAccess.token'), value: token, isSecret: true }],
      ifLost: t('initialAccess.ifLost'),
      file: { name: 'initial-access-token.txt', text: `${token}\n` },
      closing: t('reveal.saved'),
    }),
  );
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      loading={create.isPending}
      onClick={() => create.mutate()}
    >
      {t('initialAccess.new')}
    </Button>
  );
  const columns: Column<InitialAccessDto>[] = [
    {
      header: t('initialAccess.id'),
      cell: ({ id }) => <Copyable short value={id} label={t('initialAccess.id')} />,
    },
    {
      header: t('initialAccess.createdAt'),
      cell: (row) => <Time at={row.createdAt} />,
      width: 150,
    },
    { header: t('tokens.expires'), cell: (row) => <Time at={row.expiresAt} />, width: 150 },
    { cell: ({ id }) => <End id={id} />, width: 110 },
  ];
  return (
    <Page title={t('initialAccess.title')} description={t('initialAccess.hint')} actions={add}>
      <ProblemAlert error={create.error} />
      <DataTable
        label={t('initialAccess.title')}
        rows={tokens}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconTicket} title={t('initialAccess.none')} action={add}>
            {t('initialAccess.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function End({ id }: { id: string }) {
  const { t } = useTranslation();
  const remove = useRemoveInitialAccess();
  return (
    <ConfirmButton
      size="compact-sm"
      label={t('tokens.end')}
      aria-label={`${t('tokens.end')}: ${id}`}
      title={t('initialAccess.endTitle', { id })}
      consequence={t('initialAccess.endConsequence')}
      run={() => remove.mutateAsync(id)}
      done={() => notify(t('initialAccess.ended'))}
    />
  );
}
