import { Button, Group, Radio, Stack } from '@mantine/core';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { App, AppWithSecret } from '../../api/types';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { AccountChoice } from '../accounts/account-choice';
import { APP_FIELDS, AppFields, toDraft, type AppFormValues } from './app-fields';
import { useCreateApp } from './queries';

interface NewAppDialogProps {
  opened: boolean;
  onClose: () => void;
  onCreated: (app: AppWithSecret) => void;
}

/** Name, kind and scopes are enough for an app. */
export function NewAppDialog({ opened, onClose, onCreated }: NewAppDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('apps.newTitle')} size="lg">
      <NewAppForm onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

function NewAppForm({ onClose, onCreated }: Omit<NewAppDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const create = useCreateApp(onCreated);
  const [type, setType] = useState<App['type']>('confidential');
  const [accountId, setAccountId] = useState('');
  const form = useForm<AppFormValues>({
    initialValues: {
      name: '',
      url: '',
      description: '',
      scopes: [],
      redirectUris: '',
      postLogoutRedirectUris: '',
      idTokenAlg: 'ES256',
      dpop: false,
    },
    validate: { scopes: (scopes) => (scopes.length ? null : t('apps.chooseScope')) },
  });
  const submit = form.onSubmit((values) =>
    create.mutate(
      { ...toDraft(values), type, ...(accountId && { accountId }) },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={[...APP_FIELDS, 'accountId']} />
        <Radio.Group
          label={t('apps.type')}
          value={type}
          onChange={(value) => setType(value as App['type'])}
        >
          <Stack gap="xs" mt={6}>
            <Radio
              value="confidential"
              label={t('apps.confidential')}
              description={t('apps.confidentialHint')}
            />
            <Radio value="public" label={t('apps.public')} description={t('apps.publicHint')} />
          </Stack>
        </Radio.Group>
        <AppFields form={form} />
        <AccountChoice
          description={t('apps.accountHint')}
          value={accountId}
          onChange={setAccountId}
          error={fieldErrors(create.error).accountId}
        />
        <Group justify="flex-end" className="dialog-actions">
          <CancelButton onClick={onClose} />
          <Button type="submit" loading={create.isPending}>
            {t('apps.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
