import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { ProviderPage } from '../../api/types';
import { paths } from '../../paths';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { usePages } from './queries';

const KINDS = ['guide', 'changelog'] as const;
const STATES = ['draft', 'published'] as const;

/** The provider's own pages, drafts too. */
export function PagesPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const kind = oneOf(KINDS, list.filter('kind'));
  const state = oneOf(STATES, list.filter('state'));
  const pages = usePages({ ...list.query, kind, state });
  const add = (
    <Button component={Link} to={paths.newPage} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('adminPages.new')}
    </Button>
  );
  const columns: Column<ProviderPage>[] = [
    { header: t('adminPages.page'), cell: (page) => <Name page={page} /> },
    { header: t('adminPages.kind'), cell: (page) => t(`adminPages.kinds.${page.kind}`), width: 130 }, // prettier-ignore
    {
      header: t('adminPages.language'),
      cell: ({ language }) => t(`adminPages.languages.${language}`),
      width: 110,
    },
    { header: t('adminPages.state'), cell: (page) => <States page={page} />, width: 180 },
    {
      header: t('adminPages.updated'),
      cell: ({ updatedAt, updatedBy }) => (
        <div>
          <Time at={updatedAt} />
          {updatedBy && (
            <Text size="xs" c="dimmed" className="user-text">
              {updatedBy}
            </Text>
          )}
        </div>
      ),
      width: 150,
    },
  ];
  return (
    <Page title={t('adminPages.title')} description={t('adminPages.hint')} actions={add}>
      <Group gap="sm">
        <SearchField list={list} label={t('adminPages.search')} />
        <FilterSelect
          list={list}
          name="kind"
          label={t('adminPages.kind')}
          any={t('adminPages.anyKind')}
          choices={KINDS.map((value) => ({ value, label: t(`adminPages.kinds.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="state"
          label={t('adminPages.state')}
          any={t('adminPages.anyState')}
          choices={STATES.map((value) => ({ value, label: t(`adminPages.states.${value}`) }))}
        />
      </Group>
      <DataTable
        label={t('adminPages.title')}
        rows={pages}
        list={list}
        filtered={!!kind || !!state}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconFileText} title={t('adminPages.none')} action={add}>
            {t('adminPages.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function Name({ page: { id, title, slug } }: { page: ProviderPage }) {
  return (
    <div>
      <Anchor
        component={Link}
        to={generatePath(paths.adminPage, { id })}
        fw={550}
        className="user-text"
      >
        {title}
      </Anchor>
      <Text size="xs" ff="monospace" c="dimmed" className="user-text">
        {slug}
      </Text>
    </div>
  );
}

function States({ page: { state, source } }: { page: ProviderPage }) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      <Badge color={state === 'published' ? 'green' : 'gray'}>
        {t(`adminPages.states.${state}`)}
      </Badge>
      {source === 'folder' && <Badge color="gray">{t('adminPages.source.folder')}</Badge>}
    </Group>
  );
}
