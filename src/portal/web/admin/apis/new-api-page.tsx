import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, useNavigate } from 'react-router';
import { ProblemError } from '../../api/http';
import { paths } from '../../paths';
import { documentFault } from '../../i18n/document-faults';
import { useForm } from '../../ui/form';
import { Page, Section } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { DocumentField } from './document-field';
import { useCreateApi } from './queries';

const FIELDS = ['name', 'title', 'publicUrl', 'basePath', 'document'];

/** An API to be made, with its document at once or later. */
export function NewApiPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('adminApis.new')}
      description={t('adminApis.newHint')}
      back={{ to: paths.adminApis, label: t('adminApis.title') }}
    >
      <Section title={t('adminApis.newWhat')}>
        <NewApiForm />
      </Section>
    </Page>
  );
}

function NewApiForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateApi();
  const form = useForm({
    initialValues: { name: '', title: '', publicUrl: '', basePath: '/', document: '' },
  });
  const submit = form.onSubmit(({ document, ...fields }) =>
    create.mutate(
      { ...fields, ...(document.trim() && { document }) },
      {
        onSuccess: ({ id }) => void navigate(generatePath(paths.adminApi, { id })),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={t('adminApis.name')}
            description={t('adminApis.nameHint')}
            required
            maxLength={31}
            miw={240}
            autoComplete="off"
            spellCheck={false}
            placeholder="payments"
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('adminApis.titleField')}
            description={t('adminApis.titleHint')}
            required
            maxLength={255}
            miw={240}
            placeholder="Payments"
            {...form.getInputProps('title')}
          />
        </Group>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={t('adminApis.publicUrl')}
            description={t('adminApis.publicUrlHint')}
            required
            maxLength={2048}
            miw={240}
            spellCheck={false}
            placeholder="https://api.example.com"
            {...form.getInputProps('publicUrl')}
          />
          <TextInput
            label={t('adminApis.basePath')}
            description={t('adminApis.basePathHint')}
            maxLength={1024}
            miw={240}
            spellCheck={false}
            {...form.getInputProps('basePath')}
          />
        </Group>
        <DocumentField
          value={form.values.document}
          onChange={(text) => {
            form.setFieldValue('document', text);
            create.reset();
          }}
          faults={documentFaults(create.error)}
        />
        <ProblemAlert error={create.error} shownFields={FIELDS} />
        <Group>
          <Button type="submit" loading={create.isPending}>
            {t('adminApis.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** All that is wrong with the document: the server says where, in each sentence. */
function documentFaults(error: unknown): string[] {
  if (!(error instanceof ProblemError)) return [];
  return error.errors
    .filter(({ field }) => field === 'document')
    .map(({ message }) => documentFault(message));
}
