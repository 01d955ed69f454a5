import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { paths } from '../paths';
import { leaveFor } from '../ui/leave';
import { ProblemAlert } from '../ui/problem-alert';
import { useAccount, useSignOutForApp } from './queries';
import { SessionCard } from './session-card';

/** Where an app sends a person to sign out (OpenID Connect RP-Initiated Logout); it asks first. */
export function SignOutPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const account = useAccount();
  const signOut = useSignOutForApp();
  const [done, setDone] = useState(false);
  const wish = (name: string) => params.get(name) ?? undefined;
  const send = () =>
    signOut.mutate(
      {
        idTokenHint: wish('id_token_hint'),
        clientId: wish('client_id'),
        postLogoutRedirectUri: wish('post_logout_redirect_uri'),
        state: wish('state'),
      },
      { onSuccess: ({ redirectTo }) => (redirectTo ? leaveFor(redirectTo) : setDone(true)) },
    );
  if (done || account.data === null)
    return (
      <SessionCard title={t('session.signedOut')} description={t('session.signedOutHint')}>
        <Button component={Link} to={paths.signIn} variant="default">
          {t('session.signIn')}
        </Button>
      </SessionCard>
    );
  return (
    <SessionCard title={t('session.signOut')} description={t('session.signOutHint')}>
      <ProblemAlert error={signOut.error} />
      <Group>
        <Button flex="1 1 auto" variant="default" component={Link} to={paths.start}>
          {t('session.stay')}
        </Button>
        <Button flex="1 1 auto" loading={signOut.isPending} onClick={send}>
          {t('session.signOut')}
        </Button>
      </Group>
    </SessionCard>
  );
}
