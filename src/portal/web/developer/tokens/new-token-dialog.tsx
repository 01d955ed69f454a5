import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { daysAhead } from '../../ui/days-ahead';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { useTranslation } from 'react-i18next';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { ScopePicker } from '../../ui/scope-picker';
import { showOnce } from '../../ui/shown-once';
import { AccountChoice } from '../accounts/account-choice';
import { useApiTitles } from '../apis/queries';
import { useOfferedScopes } from '../apps/queries';
import { useCreateToken } from './queries';

const DAYS = ['7', '30', '90', '365'] as const;

/** Name, scopes and an end; then the token, this once. */
export function NewTokenDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} size="lg" title={t('tokens.newTitle')}>
      <NewTokenForm onClose={onClose} />
    </Dialog>
  );
}

function NewTokenForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const scopes = useOfferedScopes();
  const titles = useApiTitles();
  const create = useCreateToken(({ name, token }) => {
    onClose();
    showOnce({
      title: t('tokens.made'),
      once: t('tokens.once'),
      about: name,
      values: [{ label: t('tokens.token'), value: token, isSecret: true }],
      ifLost: t('tokens.ifLost'),
      file: { name: 'gatehouse-token.env', text: `GATEHOUSE_TOKEN=${token}\n` },
      closing: t('reveal.saved'),
    });
  });
  const form = useForm({
    initialValues: { name: '', days: '30', scopes: [] as string[], accountId: '' },
    validate: { scopes: (value) => (value.length ? null : t('apps.chooseScope')) },
  });
  const submit = form.onSubmit(({ name, days, scopes: chosen, accountId }) =>
    create.mutate(
      {
        name,
        scopes: chosen,
        expiresAt: daysAhead(Number(days)),
        ...(accountId && { accountId }),
      },
      {
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={['name', 'scopes', 'accountId']} />
        <TextInput
          label={t('tokens.name')}
          description={t('tokens.nameHint')}
          required
          maxLength={255}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <NativeSelect
          label={t('tokens.expires')}
          data={DAYS.map((value) => ({ value, label: t('tokens.days', { count: Number(value) }) }))}
          {...form.getInputProps('days')}
        />
        <ScopePicker
          label={t('grants.scopes')}
          scopes={scopes.data ?? []}
          titles={titles}
          value={form.values.scopes}
          onChange={(value) => form.setFieldValue('scopes', value)}
          error={form.errors.scopes?.toString()}
        />
        <AccountChoice
          description={t('tokens.accountHint')}
          value={form.values.accountId}
          onChange={(value) => form.setFieldValue('accountId', value)}
          error={form.errors.accountId?.toString()}
        />
        <Group justify="flex-end" className="dialog-actions">
          <CancelButton onClick={onClose} />
          <Button type="submit" loading={create.isPending}>
            {t('tokens.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
