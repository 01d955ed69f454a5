import { Alert, Box, Skeleton } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { WholePublishedPage } from '../../api/types';
import { paths } from '../../paths';
import { FailedPage } from '../../ui/failed-page';
import { Markdown } from '../../ui/markdown/markdown';
import { Page } from '../../ui/page';
import { Time } from '../../ui/time';
import { type PageKind, useLanguage, usePublishedPage } from './queries';

/** One guide. */
export function GuidePage() {
  const { t } = useTranslation();
  return <ReadingPage kind="guide" back={{ to: paths.guides, label: t('guides.title') }} />;
}

/** One entry of the changelog, by a link of its own. */
export function ChangelogEntryPage() {
  const { t } = useTranslation();
  const back = { to: paths.changelog, label: t('changelog.title') };
  return <ReadingPage kind="changelog" back={back} />;
}

function ReadingPage({ kind, back }: { kind: PageKind; back: { to: string; label: string } }) {
  const { t } = useTranslation();
  const { slug = '' } = useParams();
  const page = usePublishedPage(kind, slug);
  if (page.isError && !page.data) return <FailedPage query={page} back={back} />;
  return (
    <Page
      back={back}
      title={page.data?.title}
      description={
        page.data && (
          <>
            {t(kind === 'guide' ? 'reading.updated' : 'reading.published')}{' '}
            <Time at={kind === 'guide' ? page.data.updatedAt : page.data.publishedAt} />
          </>
        )
      }
    >
      {page.data ? (
        <>
          <LanguageNotice page={page.data} />
          <Box
            component="article"
            className="surface"
            p={{ base: 'md', sm: 'xl' }}
            lang={page.data.language}
          >
            <Markdown markdown={page.data.markdown} contents key={page.data.slug} />
          </Box>
        </>
      ) : (
        <Skeleton h={320} radius="lg" />
      )}
    </Page>
  );
}

/** Says that a page is in another language than the reader's. */
export function LanguageNotice({ page }: { page: Pick<WholePublishedPage, 'language'> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (page.language === language) return null;
  return (
    <Alert variant="light" icon={<IconLanguage size={18} aria-hidden />}>
      {t(`reading.onlyIn.${page.language}`)}
    </Alert>
  );
}
