import { Button, Group, Radio, Stack } from '@mantine/core';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { type ReactNode, useState } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { App, AppWithSecret } from '../../api/types';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { AccountChoice } from '../accounts/account-choice';
import { APP_FIELDS, AppFields, toDraft, type AppFormValues } from './app-fields';
import { type NewApp, useCreateApp } from './queries';

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
      <OwnAppForm onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

function OwnAppForm({ onClose, onCreated }: Omit<NewAppDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const create = useCreateApp(onCreated);
  const [accountId, setAccountId] = useState('');
  return (
    <NewAppForm create={create} onClose={onClose} more={accountId ? { accountId } : {}}>
      <AccountChoice
        description={t('apps.accountHint')}
        value={accountId}
        onChange={setAccountId}
        error={fieldErrors(create.error).accountId}
      />
    </NewAppForm>
  );
}

interface NewAppFormProps<M> {
  create: UseMutationResult<AppWithSecret, Error, NewApp & M>;
  onClose: () => void;
  /** What the fields below the form say. */
  more: M;
  children: ReactNode;
}

/** The form of a new app, for its owner and for administrators. */
export function NewAppForm<M>({ create, onClose, more, children }: NewAppFormProps<M>) {
  const { t } = useTranslation();
  const [type, setType] = useState<App['type']>('confidential');
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
      { ...toDraft(values), type, ...more },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={[...APP_FIELDS, 'accountId', 'ownerId']} />
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
        {children}
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
