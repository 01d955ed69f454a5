import { Anchor, Text } from '@mantine/core';
import { IconNotebook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { PublishedPage } from '../../api/types';
import { paths } from '../../paths';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { usePublishedPages } from './queries';

/** The provider's guides, in their order. */
export function GuidesPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const guides = usePublishedPages('guide', list.query);
  const columns: Column<PublishedPage>[] = [
    {
      header: t('guides.guide'),
      cell: ({ slug, title, summary, language }) => (
        <div lang={language}>
          <Anchor
            component={Link}
            to={generatePath(paths.guide, { slug })}
            fw={550}
            className="user-text"
          >
            {title}
          </Anchor>
          <Text size="sm" c="dimmed" className="user-text" lineClamp={2}>
            {summary}
          </Text>
        </div>
      ),
    },
    { header: t('reading.updated'), cell: ({ updatedAt }) => <Time at={updatedAt} />, width: 160 },
  ];
  return (
    <Page title={t('guides.title')} description={t('guides.hint')}>
      <SearchField list={list} label={t('guides.search')} />
      <DataTable
        label={t('guides.title')}
        rows={guides}
        list={list}
        columns={columns}
        rowKey={({ slug }) => slug}
        empty={
          <EmptyState icon={IconNotebook} title={t('guides.none')}>
            {t('guides.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}
