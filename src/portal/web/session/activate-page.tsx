import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { paths } from '../paths';
import { ProblemAlert } from '../ui/problem-alert';
import { useActivate, useResendActivation } from './queries';
import { SessionCard } from './session-card';

/** The page of the activation mail. A button, because mail scanners open links. */
export function ActivatePage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const activate = useActivate();
  const footer = (
    <Anchor component={Link} to={paths.signIn}>
      {t('session.toSignIn')}
    </Anchor>
  );
  if (activate.isSuccess)
    return (
      <SessionCard title={t('session.activated')} description={t('session.activatedHint')}>
        <Button component={Link} to={paths.signIn}>
          {t('session.signIn')}
        </Button>
      </SessionCard>
    );
  return (
    <SessionCard
      title={t('session.activateTitle')}
      description={t('session.activateHint')}
      footer={footer}
    >
      <ProblemAlert error={activate.error} />
      <Button loading={activate.isPending} onClick={() => activate.mutate(token)}>
        {t('session.activate')}
      </Button>
      {activate.isError && <Resend />}
    </SessionCard>
  );
}

/** Asks for another mail when the link is too old. */
function Resend() {
  const { t } = useTranslation();
  const resend = useResendActivation();
  const [email, setEmail] = useState('');
  if (resend.isSuccess) return <Text size="sm">{t('session.mailSent', { email })}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        resend.mutate(email);
      }}
    >
      <Stack gap="sm">
        <TextInput
          type="email"
          label={t('session.email')}
          description={t('session.resendHint')}
          autoComplete="email"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <ProblemAlert error={resend.error} />
        <Button type="submit" variant="default" loading={resend.isPending}>
          {t('session.resend')}
        </Button>
      </Stack>
    </form>
  );
}
