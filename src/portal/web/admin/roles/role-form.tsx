import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { changed, useForm } from '../../ui/form';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../api/types';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { ScopePicker } from '../../ui/scope-picker';
import { useScopes, type RoleDraft } from './queries';
import { RolePreview } from './role-preview';

interface RoleFormProps {
  /** Unset for a role to be made. */
  role?: Role;
  initial: RoleDraft;
  label: string;
  save: UseMutationResult<Role, Error, Partial<RoleDraft>>;
  done: (role: Role) => void;
}

/** Name, sentence and scopes, with a look at what the change means before it is saved. */
export function RoleForm({ role, initial, label, save, done }: RoleFormProps) {
  const { t } = useTranslation();
  const scopes = useScopes();
  const form = useForm({ initialValues: initial });
  const submit = form.onSubmit((values) =>
    save.mutate(role ? changed(form, values) : values, {
      onSuccess: (saved) => {
        const now = { name: saved.name, description: saved.description, scopes: saved.scopes };
        form.setValues(now);
        form.resetDirty(now);
        done(saved);
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('roles.name')}
          required
          maxLength={64}
          disabled={role?.system}
          description={role?.system ? t('roles.systemHint') : undefined}
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('apps.description')}
          autosize
          maxLength={1000}
          {...form.getInputProps('description')}
        />
        <ScopePicker
          label={t('roles.scopes')}
          description={t('roles.scopesHint')}
          scopes={scopes.data ?? []}
          value={form.values.scopes}
          onChange={(value) => form.setFieldValue('scopes', value)}
          error={form.errors.scopes?.toString()}
        />
        {role && form.isDirty('scopes') && <RolePreview id={role.id} scopes={form.values.scopes} />}
        <ProblemAlert error={save.error} shownFields={['name', 'description', 'scopes']} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
