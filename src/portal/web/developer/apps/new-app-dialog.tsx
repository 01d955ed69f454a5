import { Button, Group, NativeSelect, Radio, Stack } from '@mantine/core';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { App, CreatedApp } from '../../api/types';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { APP_FIELDS, AppFields, toDraft, type AppFormValues } from './app-fields';
import { useCreateApp, useOwnAccounts } from './queries';

interface NewAppDialogProps {
  opened: boolean;
  onClose: () => void;
  onCreated: (app: CreatedApp) => void;
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
  const create = useCreateApp();
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
      { onSuccess: onCreated, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={APP_FIELDS} />
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
        <AccountField value={accountId} onChange={setAccountId} />
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

/** Partners may bind an app to one of their accounts. */
function AccountField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation();
  const scopes = useAccount().data?.scopes ?? [];
  const accounts = useOwnAccounts(covers(scopes, 'partner'));
  if (!accounts.data?.length) return null;
  return (
    <NativeSelect
      label={t('apps.account')}
      description={t('apps.accountHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('apps.noAccount') },
        ...accounts.data.map(({ id, name }) => ({ value: id, label: shorten(name, 60) })),
      ]}
    />
  );
}
