import { Alert, Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { changed, useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { fieldErrors, SaveProblem } from '../../ui/problem-alert';
import { APP_FIELDS, AppFields, toDraft, toFormValues, type AppFormValues } from './app-fields';
import type { useUpdateApp } from './queries';

/** What an administrator approves. */
const APPROVED = ['name', 'url', 'scopes', 'redirectUris'] as const;

interface AppFormProps {
  app: App;
  update: ReturnType<typeof useUpdateApp>;
  /** Whether what the reader changes has to be approved again. */
  awaitsApproval: boolean;
}

/** What an app is and may, for its owner and for administrators; sends what was changed alone. */
export function AppForm({ app, update, awaitsApproval }: AppFormProps) {
  const { t } = useTranslation();
  const form = useForm<AppFormValues>({
    initialValues: toFormValues(app),
  });
  const { seen, fill, loadNewest } = useLoaded(form, app, toFormValues);
  const submit = form.onSubmit((values) => {
    const fields = Object.keys(changed(form, values));
    const draft = Object.entries(toDraft(values)).filter(([field]) => fields.includes(field));
    update.mutate(
      { ...Object.fromEntries(draft), of: seen },
      {
        onSuccess: (saved) => {
          fill(saved);
          notify(t('common.saved'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );
  });
  return (
    <Section title={t('apps.settings')}>
      <form onSubmit={submit}>
        <Stack>
          <SaveProblem save={update} loadNewest={loadNewest} shownFields={APP_FIELDS} />
          <AppFields form={form} detailed />
          {awaitsApproval && APPROVED.some((field) => form.isDirty(field)) && (
            <Alert color="yellow">{t('apps.approvalAgain')}</Alert>
          )}
          <Group>
            <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
