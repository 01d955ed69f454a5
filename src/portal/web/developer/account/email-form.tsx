import { Button, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/types';
import { useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { fieldErrors, SaveProblem } from '../../ui/problem-alert';
import { useUpdateAccount } from './queries';

const valuesOf = ({ email }: Account) => ({ email });

/** The address for mails; a new one may have to be confirmed by a mail first. */
export function EmailForm({ account }: { account: Account }) {
  const { t } = useTranslation();
  const update = useUpdateAccount();
  const form = useForm({ initialValues: valuesOf(account) });
  const { seen, loadNewest } = useLoaded(form, account, valuesOf);
  const submit = form.onSubmit((values) =>
    update.mutate(
      { ...values, of: seen },
      {
        onSuccess: () => {
          form.resetDirty();
          notify(t('account.emailChanged'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <Section title={t('session.email')} description={t('account.emailHint')}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={420}>
          <SaveProblem save={update} loadNewest={loadNewest} shownFields={['email']} />
          <TextInput
            type="email"
            label={t('session.email')}
            autoComplete="email"
            required
            {...form.getInputProps('email')}
          />
          <div>
            <Button
              type="submit"
              variant="default"
              loading={update.isPending}
              disabled={form.values.email === account.email}
            >
              {t('account.changeEmail')}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
