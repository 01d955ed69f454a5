import { Anchor, Badge, Button, Text } from '@mantine/core';
import { IconApi, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { Api } from '../../api/types';
import { paths } from '../../paths';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { useApis } from './queries';

/** The provider's own APIs. */
export function ApisPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const apis = useApis(list.query);
  const add = (
    <Button component={Link} to={paths.newApi} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('adminApis.new')}
    </Button>
  );
  const columns: Column<Api>[] = [
    { header: t('adminApis.name'), cell: (api) => <Name api={api} /> },
    {
      header: t('adminApis.publicUrl'),
      cell: ({ publicUrl }) => (
        <Text size="sm">
          <UserText text={publicUrl} max={80} />
        </Text>
      ),
    },
    { header: t('adminApis.operations'), cell: (api) => <Counts api={api} />, width: 170 },
    {
      header: t('adminApis.imported'),
      cell: ({ importedAt }) => <Time at={importedAt} empty={t('adminApis.importNever')} />,
      width: 150,
    },
  ];
  return (
    <Page title={t('adminApis.title')} description={t('adminApis.hint')} actions={add}>
      <SearchField list={list} label={t('adminApis.search')} />
      <DataTable
        label={t('adminApis.title')}
        rows={apis}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconApi} title={t('adminApis.none')} action={add}>
            {t('adminApis.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function Name({ api }: { api: Api }) {
  const { t } = useTranslation();
  return (
    <>
      <Anchor component={Link} to={generatePath(paths.adminApi, { id: api.id })} fw={550}>
        {api.name}
      </Anchor>{' '}
      {isObserved(api) && <Badge color="orange">{t('adminApis.observing')}</Badge>}
      <Text size="xs" c="dimmed">
        <UserText text={api.title} max={80} />
      </Text>
    </>
  );
}

function Counts({ api }: { api: Api }) {
  const { t } = useTranslation();
  return (
    <>
      {api.operations}
      {api.publicOperations > 0 && (
        <Text span size="sm" c="dimmed">
          {', '}
          {t('adminApis.openOperations', { count: api.publicOperations })}
        </Text>
      )}
    </>
  );
}

/** Whether refusals are recorded and let through now. */
export function isObserved({ observeUntil }: Api): boolean {
  return observeUntil !== null && new Date(observeUntil).getTime() > Date.now();
}
