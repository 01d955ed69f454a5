import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { useAllRoles, useCreateUser } from './queries';

const EMPTY = { username: '', email: '', password: '', roleId: '' };

/** A person made by an administrator; without a role they get the default one. */
export function NewUserDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('users.newTitle')}>
      <NewUserForm close={onClose} />
    </Dialog>
  );
}

function NewUserForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const create = useCreateUser();
  const roles = useAllRoles();
  const form = useForm({ initialValues: EMPTY });
  const submit = form.onSubmit(({ roleId, ...values }) =>
    create.mutate(
      { ...values, ...(roleId && { roleId }) },
      { onSuccess: close, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={Object.keys(EMPTY)} />
        <TextInput
          label={t('session.username')}
          required
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('username')}
        />
        <TextInput
          type="email"
          label={t('session.email')}
          required
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('session.password')}
          description={t('session.passwordHint')}
          required
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Choice
          label={t('users.role')}
          value={form.values.roleId}
          onChange={(roleId) => form.setFieldValue('roleId', roleId)}
          none={t('users.defaultRole')}
          choices={(roles.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          error={form.errors.roleId?.toString()}
        />
        <Group justify="flex-end">
          <CancelButton onClick={close} />
          <Button type="submit" loading={create.isPending}>
            {t('users.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
