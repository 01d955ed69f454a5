import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { changed, useForm } from '../../ui/form';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../api/types';
import { fieldErrors, SaveProblem } from '../../ui/problem-alert';
import { useLoaded } from '../../ui/loaded';
import { ScopePicker } from '../../ui/scope-picker';
import { useAllApiTitles } from '../apis/queries';
import { useScopes, type RoleChange, type RoleDraft } from './queries';
import { RolePreview } from './role-preview';

interface RoleFormProps {
  /** Unset for a role to be made. */
  role?: Role;
  label: string;
  save: UseMutationResult<Role, Error, RoleChange>;
  done: (role: Role) => void;
}

/** What the form holds of a role, or of one to be made. */
function draftOf(role?: Role): RoleDraft {
  const { name = '', description = '', scopes = [] } = role ?? {};
  return { name, description, scopes };
}

/** Name, sentence and scopes, with a look at what the change means before it is saved. */
export function RoleForm({ role, label, save, done }: RoleFormProps) {
  const { t } = useTranslation();
  const scopes = useScopes();
  const titles = useAllApiTitles();
  const form = useForm({ initialValues: draftOf(role) });
  const { seen, fill, loadNewest } = useLoaded(form, role, draftOf);
  const submit = form.onSubmit((values) =>
    save.mutate(seen ? { ...changed(form, values), of: seen } : values, {
      onSuccess: (saved) => {
        fill(saved);
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
          titles={titles}
          value={form.values.scopes}
          onChange={(value) => form.setFieldValue('scopes', value)}
          error={form.errors.scopes?.toString()}
        />
        <SaveProblem
          save={save}
          loadNewest={loadNewest}
          shownFields={['name', 'description', 'scopes']}
        />
        <Stack gap="sm" className="page-actions">
          {role && form.isDirty('scopes') && (
            <RolePreview id={role.id} scopes={form.values.scopes} />
          )}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Stack>
    </form>
  );
}
