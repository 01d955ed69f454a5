import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '../../ui/form';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../api/types';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import type { ScopeDraft } from './queries';

interface ScopeFormProps {
  initial: ScopeDraft;
  /** Whether operations need it, so that its name stays. */
  system?: boolean;
  label: string;
  save: UseMutationResult<Scope, Error, ScopeDraft>;
  done: (scope: Scope) => void;
  /** Closes the dialog that it stands in. */
  cancel?: () => void;
}

/** Name and sentence of a scope. */
export function ScopeForm({ initial, system, label, save, done, cancel }: ScopeFormProps) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: initial });
  const submit = form.onSubmit((values) =>
    save.mutate(values, {
      onSuccess: (saved) => {
        form.resetDirty();
        done(saved);
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={save.error} shownFields={['name', 'description']} />
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
