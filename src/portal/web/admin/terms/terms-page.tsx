import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconFileCheck, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { Terms } from '../../api/types';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { AnnouncementForm } from './announcement-form';
import { useAnnouncement, useTermsVersions } from './queries';
import { TermsState } from './terms-state';

/** The versions of the terms of use, and the announcement. */
export function TermsPage() {
  const { t } = useTranslation();
  const account = useAccount();
  const mayAnnounce = covers(account.data?.scopes ?? [], 'backend.announcement.get');
  return (
    <Page
      title={t('adminTerms.title')}
      description={t('adminTerms.hint')}
      actions={
        <Button
          component={Link}
          to={paths.newTerms}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('adminTerms.new')}
        </Button>
      }
    >
      <Versions />
      {mayAnnounce && <Announcement />}
    </Page>
  );
}

function Versions() {
  const { t } = useTranslation();
  const list = useListQuery();
  const versions = useTermsVersions(list.query);
  const columns: Column<Terms>[] = [
    {
      header: t('adminTerms.version'),
      cell: ({ id, version }) => (
        <Anchor component={Link} to={generatePath(paths.adminTermsVersion, { id })} fw={550}>
          {version}
        </Anchor>
      ),
    },
    { header: t('adminTerms.state'), cell: (terms) => <TermsState terms={terms} />, width: 140 },
    {
      header: t('adminTerms.accepted'),
      cell: ({ accepted }) => t('adminTerms.users', { count: accepted }),
      width: 160,
    },
    {
      header: t('adminTerms.published'),
      cell: ({ publishedAt }) => <Time at={publishedAt} />,
      width: 160,
    },
  ];
  return (
    <DataTable
      label={t('adminTerms.versions')}
      rows={versions}
      list={list}
      columns={columns}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={IconFileCheck} title={t('adminTerms.none')}>
          {t('adminTerms.noneHint')}
        </EmptyState>
      }
    />
  );
}

function Announcement() {
  const { t } = useTranslation();
  const announcement = useAnnouncement(true);
  return (
    <Section title={t('adminTerms.announcement')} description={t('adminTerms.announcementHint')}>
      {announcement.isPending && <Skeleton h={180} />}
      {announcement.isError && !announcement.data && (
        <ProblemAlert error={announcement.error} retry={() => void announcement.refetch()} />
      )}
      {announcement.data && <AnnouncementForm announcement={announcement.data} />}
    </Section>
  );
}
