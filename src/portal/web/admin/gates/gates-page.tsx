import { Anchor, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDoor, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { Gate } from '../../api/types';
import { paths } from '../../paths';
import { Ago } from '../../ui/ago';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { useListQuery } from '../../ui/use-list-query';
import { NewGateDialog } from './new-gate-dialog';
import { useGates } from './queries';

/** The proxies that ask before they let a request through. */
export function GatesPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const gates = useGates(list.query);
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('gates.new')}
    </Button>
  );
  const columns: Column<Gate>[] = [
    {
      header: t('gates.name'),
      cell: ({ id, name }) => (
        <Anchor
          component={Link}
          to={generatePath(paths.gate, { id })}
          fw={550}
          className="user-text"
        >
          {name}
        </Anchor>
      ),
    },
    {
      header: t('gates.dialect'),
      cell: ({ dialect }) => t(`gates.dialectName.${dialect}`),
      width: 220,
    },
    { header: t('gates.apis'), cell: ({ apis }) => <ScopeBadges scopes={apis} max={3} /> },
    {
      header: t('gates.asked'),
      cell: ({ lastAskedAt }) => <Ago at={lastAskedAt} empty={t('gates.never')} />,
      width: 160,
    },
  ];
  return (
    <Page title={t('gates.title')} description={t('gates.hint')} actions={add}>
      <SearchField list={list} label={t('gates.search')} />
      <DataTable
        label={t('gates.title')}
        rows={gates}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconDoor} title={t('gates.none')} action={add}>
            {t('gates.noneHint')}
          </EmptyState>
        }
      />
      <NewGateDialog opened={asked} onClose={close} />
    </Page>
  );
}
