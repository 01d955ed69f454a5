import { Alert, Anchor, Button, Stack } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate, useParams } from 'react-router';
import type { WholePage } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { FailedPage } from '../../ui/failed-page';
import { useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { Markdown } from '../../ui/markdown/markdown';
import { notify } from '../../ui/notify';
import { Page, Section } from '../../ui/page';
import { fieldErrors } from '../../ui/problem-alert';
import { Time } from '../../ui/time';
import { leaveFreely } from '../../ui/unsaved';
import { SaveRow } from '../../ui/save-row';
import { PAGE_FIELDS, type PageDraft, PageFields, toBody } from './page-fields';
import { useOtherLanguage, usePage, useRemovePage, useUpdatePage } from './queries';

/** One page of the provider: what is written, its preview, and its other language. */
export function PagePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const page = usePage(id);
  const back = { to: paths.adminPages, label: t('adminPages.title') };
  if (page.isError && !page.data) return <FailedPage query={page} back={back} />;
  return (
    <Page
      back={back}
      title={page.data?.title}
      description={page.data && <Facts page={page.data} />}
      actions={page.data && <Ways page={page.data} />}
    >
      {page.data && (
        <Stack gap="lg" key={page.data.id}>
          {page.data.source === 'folder' ? (
            <FilePage page={page.data} />
          ) : (
            <>
              <Editor page={page.data} />
              <RemovePage page={page.data} />
            </>
          )}
        </Stack>
      )}
    </Page>
  );
}

function Facts({ page }: { page: WholePage }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`adminPages.kinds.${page.kind}`)} · {t(`adminPages.languages.${page.language}`)} ·{' '}
      {t(`adminPages.states.${page.state}`)} · <Time at={page.updatedAt} />
      {page.updatedBy && ` · ${page.updatedBy}`}
    </>
  );
}

/** To the page as developers read it, and to the same page in the other language. */
function Ways({ page }: { page: WholePage }) {
  const { t } = useTranslation();
  const other = useOtherLanguage(page);
  const { kind, slug, position } = page;
  const language = page.language === 'en' ? 'fr' : 'en';
  const isShown = page.state === 'published';
  const question = new URLSearchParams({ kind, slug, language, order: String(position) });
  return (
    <>
      {other.data === null && (
        <Button component={Link} variant="default" to={`${paths.newPage}?${question.toString()}`}>
          {t(`adminPages.translate.${language}`)}
        </Button>
      )}
      {other.data && (
        <Button
          component={Link}
          variant="default"
          to={generatePath(paths.adminPage, { id: other.data.id })}
        >
          {t(`adminPages.otherLanguage.${language}`)}
        </Button>
      )}
      {isShown && (
        <Anchor
          component={Link}
          size="sm"
          to={generatePath(kind === 'guide' ? paths.guide : paths.changelogEntry, { slug })}
        >
          {t('adminPages.open')}
        </Anchor>
      )}
    </>
  );
}

function draftOf({ title, slug, markdown, position, state }: WholePage): PageDraft {
  return { title, slug, markdown, position, isPublished: state === 'published' };
}

function Editor({ page }: { page: WholePage }) {
  const { t } = useTranslation();
  const update = useUpdatePage(page.id);
  const form = useForm<PageDraft>({ initialValues: draftOf(page) });
  const { seen, fill, loadNewest } = useLoaded(form, page, draftOf);
  const submit = form.onSubmit((draft) =>
    update.mutate(
      { ...toBody(draft), of: seen },
      {
        onSuccess: (saved) => {
          const isNew = seen.state === 'draft' && saved.state === 'published';
          fill(saved);
          notify(isNew ? t('adminPages.publishedNow') : t('common.saved'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <Section title={t('adminPages.edit')}>
      <form onSubmit={submit}>
        <Stack>
          <PageFields form={form} kind={page.kind} />
          <SaveRow form={form} save={update} loadNewest={loadNewest} shownFields={PAGE_FIELDS} />
        </Stack>
      </form>
    </Section>
  );
}

/** A page that is changed elsewhere. */
function FilePage({ page }: { page: WholePage }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert variant="light" icon={<IconFileText size={18} aria-hidden />}>
        {t('adminPages.inFolder')}
      </Alert>
      <Section title={t('adminPages.asReaders')}>
        <div lang={page.language}>
          <Markdown markdown={page.markdown} isPart />
        </div>
      </Section>
    </>
  );
}

function RemovePage({ page }: { page: WholePage }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemovePage();
  return (
    <Section
      title={t('adminPages.delete')}
      description={t('adminPages.deleteHint')}
      actions={
        <ConfirmButton
          label={t('adminPages.delete')}
          title={t('adminPages.deleteTitle', { title: page.title })}
          consequence={t('adminPages.deleteConsequence')}
          run={() => remove.mutateAsync(page)}
          done={() => leaveFreely(() => void navigate(paths.adminPages))}
        />
      }
    />
  );
}
