import { Alert, Button, Group, Stack } from '@mantine/core';
import { changed, useForm } from '../../ui/form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { leaveFreely } from '../../ui/unsaved';
import { APP_FIELDS, AppFields, toDraft, toFormValues, type AppFormValues } from './app-fields';
import { DisableApp } from './app-status';
import { useRemoveApp, useUpdateApp } from './queries';

/** What an administrator approves. */
const APPROVED = ['name', 'url', 'scopes', 'redirectUris'] as const;

/** What the app is and may, and its end. */
export function AppSettings({ app }: { app: App }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const update = useUpdateApp(app.id);
  const remove = useRemoveApp();
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
    <Stack gap="lg">
      <Section title={t('apps.settings')}>
        <form onSubmit={submit}>
          <Stack>
            <ProblemAlert
              error={update.error}
              loadNewest={() => {
                loadNewest();
                update.reset();
              }}
              shownFields={APP_FIELDS}
            />
            <AppFields form={form} detailed />
            {app.approvalNeeded && APPROVED.some((field) => form.isDirty(field)) && (
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
      <DisableApp app={app} />
      <Section
        title={t('apps.delete')}
        description={t('apps.deleteHint')}
        actions={
          <ConfirmButton
            label={t('apps.delete')}
            title={t('apps.deleteTitle', { name: shorten(app.name, 60) })}
            consequence={t('apps.deleteConsequence')}
            run={() => remove.mutateAsync(app)}
            done={() => leaveFreely(() => void navigate(paths.apps))}
          />
        }
      />
    </Stack>
  );
}
