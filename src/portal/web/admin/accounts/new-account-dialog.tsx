import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, useNavigate } from 'react-router';
import { paths } from '../../paths';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { UserChoice, type ChosenUser } from '../users/user-choice';
import { useCreateAccount } from './queries';

interface NewAccountDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** An account for a partner. */
export function NewAccountDialog({ opened, onClose }: NewAccountDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('accounts.newTitle')}>
      <NewAccountForm onClose={onClose} />
    </Dialog>
  );
}

function NewAccountForm({ onClose }: Omit<NewAccountDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateAccount();
  const [owner, setOwner] = useState<ChosenUser>();
  const form = useForm({ initialValues: { name: '' } });
  const submit = form.onSubmit(({ name }) => {
    if (!owner) return form.setErrors({ ownerId: t('adminAccounts.chooseOwner') });
    create.mutate(
      { name, ownerId: owner.id },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate(generatePath(paths.adminAccount, { id }));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={['name', 'ownerId']} />
        <TextInput
          label={t('accounts.name')}
          required
          maxLength={255}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <UserChoice
          label={t('adminApps.owner')}
          description={t('adminAccounts.ownerHint')}
          placeholder={t('accounts.memberName')}
          required
          value={owner}
          onChange={setOwner}
          error={form.errors.ownerId?.toString()}
        />
        <Group justify="flex-end">
          <CancelButton onClick={onClose} />
          <Button type="submit" loading={create.isPending}>
            {t('accounts.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
