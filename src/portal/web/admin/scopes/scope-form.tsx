import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { changed, useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../api/types';
import { fieldErrors, SaveProblem } from '../../ui/problem-alert';
import type { ScopeChange, ScopeDraft } from './queries';

interface ScopeFormProps {
  /** Unset for a scope to be made. */
  scope?: Scope;
  label: string;
  save: UseMutationResult<Scope, Error, ScopeChange>;
  done: (scope: Scope) => void;
  /** Closes the dialog that it stands in. */
  cancel?: () => void;
}

/** What the form holds of a scope, or of one to be made. */
function draftOf(scope?: Scope): ScopeDraft {
  const { name = '', description = '' } = scope ?? {};
  return { name, description };
}

/** Name and sentence of a scope. */
export function ScopeForm({ scope, label, save, done, cancel }: ScopeFormProps) {
  const { t } = useTranslation();
  // Operations need it, so that its name stays.
  const system = scope?.system;
  const form = useForm({ initialValues: draftOf(scope) });
  const { seen, fill, loadNewest } = useLoaded(form, scope, draftOf);
  const submit = form.onSubmit((values) =>
    save.mutate(seen ? { ...changed(form, values), of: seen } : values, {
      onSuccess: (saved) => {
        if (seen) fill(saved);
        done(saved);
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <SaveProblem save={save} loadNewest={loadNewest} shownFields={['name', 'description']} />
        <TextInput
          label={t('roles.name')}
          description={system ? t('adminScopes.systemHint') : t('adminScopes.nameHint')}
          required
          maxLength={128}
          disabled={system}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'monospace' } }}
          data-autofocus={cancel && true}
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('apps.description')}
          description={t('adminScopes.descriptionHint')}
          autosize
          maxLength={1000}
          {...form.getInputProps('description')}
        />
        <Group justify={cancel && 'flex-end'}>
          {cancel && (
            <Button variant="default" onClick={cancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
