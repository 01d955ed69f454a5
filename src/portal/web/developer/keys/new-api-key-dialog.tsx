import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { daysAhead } from '../../ui/days-ahead';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { ScopePicker } from '../../ui/scope-picker';
import { coveredBy } from '../../ui/scope-tree';
import { useApiTitles } from '../apis/queries';
import { useOfferedScopes } from '../apps/queries';
import { useShowApiKey } from './api-key-reveal';
import { useCreateApiKey } from './queries';

const DAYS = ['30', '90', '365'] as const;
/** They tell who a person is, and an API key stands for none. */
const IDENTITY = ['openid', 'profile', 'email', 'offline_access'];

interface NewApiKeyProps {
  app: App;
  onClose: () => void;
}

/** Name, some of the app's scopes and perhaps an end; then the key, this once. */
export function NewApiKeyDialog({ opened, ...props }: NewApiKeyProps & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={props.onClose} size="lg" title={t('keys.newTitle')}>
      <NewApiKeyForm {...props} />
    </Dialog>
  );
}

function NewApiKeyForm({ app, onClose }: NewApiKeyProps) {
  const { t } = useTranslation();
  const offered = useOfferedScopes();
  const scopes = (offered.data ?? []).filter(
    ({ name }) =>
      !IDENTITY.includes(name) && (app.scopes.includes(name) || coveredBy(app.scopes, name)),
  );
  const titles = useApiTitles();
  const show = useShowApiKey(app.id);
  const create = useCreateApiKey(app.id, (made) => {
    onClose();
    show(made);
  });
  const form = useForm({
    initialValues: { name: '', days: '90', scopes: [] as string[] },
    validate: { scopes: (value) => (value.length ? null : t('apps.chooseScope')) },
  });
  const submit = form.onSubmit(({ name, days, scopes: chosen }) =>
    create.mutate(
      { name, scopes: chosen, expiresAt: days ? daysAhead(Number(days)) : null },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={['name', 'scopes']} />
        <TextInput
          label={t('tokens.name')}
          description={t('keys.nameHint')}
          required
          maxLength={255}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <NativeSelect
          label={t('tokens.expires')}
          data={[
            ...DAYS.map((value) => ({ value, label: t('tokens.days', { count: Number(value) }) })),
            { value: '', label: t('keys.noEnd') },
          ]}
          {...form.getInputProps('days')}
        />
        <ScopePicker
          label={t('grants.scopes')}
          description={t('keys.scopesHint')}
          scopes={scopes}
          titles={titles}
          value={form.values.scopes}
          onChange={(value) => form.setFieldValue('scopes', value)}
          error={form.errors.scopes?.toString()}
        />
        <Group justify="flex-end" className="dialog-actions">
          <CancelButton onClick={onClose} />
          <Button type="submit" loading={create.isPending}>
            {t('keys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
