import { Button, Group, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice';
import { notify } from '../../ui/notify';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { useAllRoles, useCreateUser } from './queries';

const EMPTY = { username: '', email: '', password: '', roleId: '' };

/** A person whom an administrator invites, or gives a password; without a role they get the default one. */
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
  const [way, setWay] = useState<'invitation' | 'password'>('invitation');
  const submit = form.onSubmit(({ roleId, password, ...values }) =>
    create.mutate(
      { ...values, ...(way === 'password' && { password }), ...(roleId && { roleId }) },
      {
        onSuccess: ({ invited, email }) => {
          close();
          notify(invited ? t('users.invited', { email: shorten(email, 60) }) : t('users.created'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
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
        <Radio.Group
          label={t('users.firstSignIn')}
          value={way}
          onChange={(value) => setWay(value as typeof way)}
        >
          <Stack gap="xs" mt={6}>
            <Radio
              value="invitation"
              label={t('users.invite')}
              description={t('users.inviteHint')}
            />
            <Radio
              value="password"
              label={t('users.givePassword')}
              description={t('users.givePasswordHint')}
            />
          </Stack>
        </Radio.Group>
        {way === 'password' && (
          <PasswordInput
            label={t('session.password')}
            description={t('session.passwordHint')}
            required
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
            {...form.getInputProps('password')}
          />
        )}
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
            {way === 'invitation' ? t('users.invite') : t('users.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
