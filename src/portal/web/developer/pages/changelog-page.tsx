import { Anchor, Box, Pagination, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconNews } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { PublishedPage } from '../../api/types';
import { paths } from '../../paths';
import { EmptyState } from '../../ui/empty-state';
import { Markdown } from '../../ui/markdown/markdown';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { PAGE_SIZE, useListQuery } from '../../ui/use-list-query';
import { usePublishedPage, usePublishedPages } from './queries';
import { LanguageNotice } from './reading-page';

/** What changed, the newest first, each entry with its text. */
export function ChangelogPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const entries = usePublishedPages('changelog', list.query);
  const { data } = entries;
  const pages = Math.ceil((data?.totalResults ?? 0) / PAGE_SIZE);
  return (
    <Page title={t('changelog.title')} description={t('changelog.hint')}>
      <SearchField list={list} label={t('changelog.search')} />
      {entries.isError && !data && (
        <ProblemAlert error={entries.error} retry={() => void entries.refetch()} />
      )}
      {entries.isPending && <Skeleton h={240} radius="lg" />}
      {data && !data.totalResults && (
        <Box className="surface">
          {list.search ? (
            <Text ta="center" c="dimmed" py={48}>
              {t('common.noMatch')}
            </Text>
          ) : (
            <EmptyState icon={IconNews} title={t('changelog.none')}>
              {t('changelog.noneHint')}
            </EmptyState>
          )}
        </Box>
      )}
      <Stack gap="lg">
        {data?.entry.map((entry) => (
          <Entry key={entry.slug} entry={entry} />
        ))}
      </Stack>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={list.page}
          onChange={list.setPage}
          getItemProps={(page) => ({ 'aria-label': t('common.page', { page }) })}
          getControlProps={(control) => ({
            'aria-label': t(control === 'next' ? 'common.nextPage' : 'common.previousPage'),
          })}
        />
      )}
    </Page>
  );
}

function Entry({ entry }: { entry: PublishedPage }) {
  const page = usePublishedPage('changelog', entry.slug);
  return (
    <Box component="article" className="surface" p={{ base: 'md', sm: 'xl' }}>
      <Text size="sm" c="dimmed">
        <Time at={entry.publishedAt} />
      </Text>
      <Title order={2} mb="sm" lang={entry.language} className="user-text">
        <Anchor
          component={Link}
          to={generatePath(paths.changelogEntry, { slug: entry.slug })}
          inherit
          c="inherit"
        >
          {entry.title}
        </Anchor>
      </Title>
      <Stack gap="md">
        <LanguageNotice page={entry} />
        {page.isError && <ProblemAlert error={page.error} retry={() => void page.refetch()} />}
        {page.isPending && <Skeleton h={80} />}
        {page.data && (
          <div lang={page.data.language}>
            <Markdown markdown={page.data.markdown} isPart />
          </div>
        )}
      </Stack>
    </Box>
  );
}
