import { Button, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/types';
import { useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { fieldErrors, SaveProblem } from '../../ui/problem-alert';
import { useUpdateUser } from './queries';

const valuesOf = ({ email }: User) => ({ email });

/** Where the person's mails go; the old address and the new one are told of a change. */
export function AddressForm({ user }: { user: User }) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: valuesOf(user) });
  const { seen, fill, loadNewest } = useLoaded(form, user, valuesOf);
  const update = useUpdateUser(seen);
  const submit = form.onSubmit((values) =>
    update.mutate(values, {
      onSuccess: (saved) => {
        fill(saved);
        notify(t('users.addressChanged'));
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <Section title={t('session.email')} description={t('users.addressHint')}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={420}>
          <SaveProblem save={update} loadNewest={loadNewest} shownFields={['email']} />
          <TextInput
            type="email"
            label={t('session.email')}
            autoComplete="off"
            required
            {...form.getInputProps('email')}
          />
          <div>
            <Button
              type="submit"
              variant="default"
              loading={update.isPending}
              disabled={!form.isDirty()}
            >
              {t('account.changeEmail')}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
