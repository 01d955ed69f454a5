import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/types';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { useUpdateAccount } from './queries';

/** The address for mails; a new one may have to be confirmed by a mail first. */
export function EmailForm({ account }: { account: Account }) {
  const { t } = useTranslation();
  const update = useUpdateAccount();
  const [email, setEmail] = useState(account.email);
  return (
    <Section title={t('session.email')} description={t('account.emailHint')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate({ email }, { onSuccess: () => notify(t('account.emailChanged')) });
        }}
      >
        <Stack gap="sm" maw={420}>
          <ProblemAlert error={update.error} shownFields={['email']} />
          <TextInput
            type="email"
            label={t('session.email')}
            autoComplete="email"
            required
            value={email}
            error={fieldErrors(update.error).email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <div>
            <Button
              type="submit"
              variant="default"
              loading={update.isPending}
              disabled={email === account.email}
            >
              {t('account.changeEmail')}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
