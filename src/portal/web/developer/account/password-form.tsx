import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '../../ui/form';
import { useTranslation } from 'react-i18next';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { useChangePassword } from './queries';

const EMPTY = { oldPassword: '', newPassword: '' };

/** Another password; it ends the other sessions and all tokens. */
export function PasswordForm() {
  const { t } = useTranslation();
  const change = useChangePassword();
  const form = useForm({ initialValues: EMPTY });
  const show = { 'aria-label': t('session.showPassword') };
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        form.setValues(EMPTY);
        notify(t('account.passwordChanged'));
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <Section title={t('session.password')} description={t('account.passwordHint')}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={420}>
          <ProblemAlert error={change.error} shownFields={Object.keys(EMPTY)} />
          <PasswordInput
            label={t('account.oldPassword')}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={show}
            {...form.getInputProps('oldPassword')}
          />
          <PasswordInput
            label={t('session.newPassword')}
            description={t('session.passwordHint')}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={show}
            {...form.getInputProps('newPassword')}
          />
          <div>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('account.changePassword')}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
