import { Alert, Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../paths';
import { useForm } from '../../ui/form';
import { Page, Section } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { usePublishTerms } from './queries';

const FIELDS = ['version', 'link', 'markdownEn', 'markdownFr'];
const LONGEST_TEXT = 65_536;

/** A version of the terms to be published. */
export function NewTermsPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('adminTerms.new')}
      description={t('adminTerms.newHint')}
      back={{ to: paths.adminTerms, label: t('adminTerms.title') }}
    >
      <Section title={t('adminTerms.text')}>
        <NewTermsForm />
      </Section>
    </Page>
  );
}

function NewTermsForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const publish = usePublishTerms(() => void navigate(paths.adminTerms));
  const form = useForm({
    initialValues: { version: '', link: '', markdownEn: '', markdownFr: '' },
  });
  const submit = form.onSubmit(({ link, ...values }) =>
    publish.mutate(
      { ...values, ...(link.trim() && { link: link.trim() }) },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  const text = (name: 'markdownEn' | 'markdownFr') => (
    <Textarea
      label={t(`adminTerms.${name}`)}
      description={t('adminPages.markdownHint')}
      autosize
      minRows={10}
      maxRows={28}
      maxLength={LONGEST_TEXT}
      className="markdown-editor"
      {...form.getInputProps(name)}
    />
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={t('adminTerms.version')}
            description={t('adminTerms.versionHint')}
            required
            maxLength={32}
            miw={240}
            autoComplete="off"
            {...form.getInputProps('version')}
          />
          <TextInput
            label={t('adminTerms.link')}
            description={t('adminTerms.linkHint')}
            maxLength={2048}
            miw={240}
            spellCheck={false}
            placeholder="https://example.com/terms/2026-11"
            {...form.getInputProps('link')}
          />
        </Group>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {text('markdownEn')}
          {text('markdownFr')}
        </SimpleGrid>
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('adminTerms.createConsequence')}
        </Alert>
        <ProblemAlert error={publish.error} shownFields={FIELDS} />
        <Group>
          <Button type="submit" loading={publish.isPending}>
            {t('adminTerms.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
