import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, useNavigate, useSearchParams } from 'react-router';
import { paths } from '../../paths';
import { Choice } from '../../ui/choice';
import { useForm } from '../../ui/form';
import { Page, Section } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { useLanguage } from '../../developer/pages/queries';
import { oneOf } from '../../ui/use-list-query';
import { PAGE_FIELDS, type PageDraft, PageFields, toBody } from './page-fields';
import { useCreatePage } from './queries';

const KINDS = ['guide', 'changelog'] as const;
const LANGUAGES = ['en', 'fr'] as const;

/** A page to be written; the address may say its kind, its language and its name already. */
export function NewPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('adminPages.new')}
      description={t('adminPages.newHint')}
      back={{ to: paths.adminPages, label: t('adminPages.title') }}
    >
      <Section title={t('adminPages.edit')}>
        <NewPageForm />
      </Section>
    </Page>
  );
}

function NewPageForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const own = useLanguage();
  const create = useCreatePage();
  const [kind, setKind] = useState(oneOf(KINDS, params.get('kind') ?? '') ?? 'guide');
  const [language, setLanguage] = useState(oneOf(LANGUAGES, params.get('language') ?? '') ?? own);
  const form = useForm<PageDraft>({
    initialValues: {
      title: '',
      slug: params.get('slug') ?? '',
      markdown: '',
      position: Number(params.get('order')) || 0,
      isPublished: false,
    },
  });
  const submit = form.onSubmit((draft) =>
    create.mutate(
      { kind, language, ...toBody(draft) },
      {
        onSuccess: ({ id }) => void navigate(generatePath(paths.adminPage, { id })),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Group grow>
          <Choice
            label={t('adminPages.kind')}
            value={kind}
            onChange={(value) => setKind(oneOf(KINDS, value) ?? 'guide')}
            choices={KINDS.map((value) => ({ value, label: t(`adminPages.kinds.${value}`) }))}
          />
          <Choice
            label={t('adminPages.language')}
            value={language}
            onChange={(value) => setLanguage(oneOf(LANGUAGES, value) ?? 'en')}
            choices={LANGUAGES.map((value) => ({ value, label: t(`adminPages.languages.${value}`) }))} // prettier-ignore
          />
        </Group>
        <PageFields form={form} kind={kind} />
        <ProblemAlert error={create.error} shownFields={PAGE_FIELDS} />
        <Group>
          <Button type="submit" loading={create.isPending}>
            {t('adminPages.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
