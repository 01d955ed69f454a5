import { Anchor, Text } from '@mantine/core';
import { IconApi } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { ConsumerApi } from '../../api/types';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { useApis } from './queries';

/** The provider's APIs of which my role opens something. */
export function ApisPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const apis = useApis(list.query);
  const columns: Column<ConsumerApi>[] = [
    { header: t('consumerApis.api'), cell: (api) => <Name api={api} /> },
    {
      header: t('consumerApis.address'),
      cell: ({ publicUrl }) => <Copyable value={publicUrl} label={t('consumerApis.address')} />,
    },
    {
      header: t('consumerApis.operations'),
      cell: ({ operationCount }) => operationCount,
      width: 130,
    },
  ];
  return (
    <Page
      title={t('consumerApis.title')}
      description={
        <>
          {t('consumerApis.hint')}{' '}
          <Anchor component={Link} to={paths.reference} inherit underline="always">
            {t('consumerApis.toReference')}
          </Anchor>
        </>
      }
    >
      <SearchField list={list} label={t('consumerApis.searchApis')} />
      <DataTable
        label={t('consumerApis.title')}
        rows={apis}
        list={list}
        columns={columns}
        rowKey={({ name }) => name}
        empty={
          <EmptyState icon={IconApi} title={t('consumerApis.none')}>
            {t('consumerApis.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function Name({ api: { name, title } }: { api: ConsumerApi }) {
  return (
    <div>
      <Anchor component={Link} to={generatePath(paths.api, { name })} fw={550}>
        <UserText text={title} max={80} />
      </Anchor>
      <Text size="xs" ff="monospace" c="dimmed">
        {name}
      </Text>
    </div>
  );
}
