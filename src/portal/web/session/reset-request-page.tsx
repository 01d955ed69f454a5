import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths';
import { fieldErrors, ProblemAlert } from '../ui/problem-alert';
import { useRequestReset } from './queries';
import { SessionCard } from './session-card';

/** Asks for the mail; the answer is the same whether the address is known or not. */
export function ResetRequestPage() {
  const { t } = useTranslation();
  const reset = useRequestReset();
  const [email, setEmail] = useState('');
  const footer = (
    <Anchor component={Link} to={paths.signIn}>
      {t('session.toSignIn')}
    </Anchor>
  );
  if (reset.isSuccess)
    return (
      <SessionCard
        title={t('session.checkMail')}
        description={t('session.resetSent', { email })}
        footer={footer}
      />
    );
  return (
    <SessionCard
      title={t('session.resetTitle')}
      description={t('session.resetHint')}
      footer={footer}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate(email);
        }}
      >
        <Stack>
          <ProblemAlert error={reset.error} shownFields={['email']} />
          <TextInput
            type="email"
            label={t('session.email')}
            autoComplete="email"
            required
            autoFocus
            value={email}
            error={fieldErrors(reset.error).email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" loading={reset.isPending}>
            {t('session.sendLink')}
          </Button>
        </Stack>
      </form>
    </SessionCard>
  );
}
