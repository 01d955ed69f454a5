import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ProblemError } from '../api/http';
import type { Logout } from '../api/client.gen';
import { paths } from '../paths';
import { leaveFor } from '../ui/leave';
import { ProblemAlert } from '../ui/problem-alert';
import { useAccount, useEndSession, useSignOutForApp } from './queries';
import { SessionCard } from './session-card';

/** Where an app sends a person to sign out (OpenID Connect RP-Initiated Logout); it asks first. */
export function SignOutPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const account = useAccount();
  const signOut = useSignOutForApp();
  const end = useEndSession();
  const [done, setDone] = useState(false);
  const wish = (name: string) => params.get(name) || undefined;
  const send = (wished: Logout) =>
    signOut.mutate(wished, {
      onSuccess: ({ redirectTo }) => (redirectTo ? leaveFor(redirectTo) : setDone(true)),
      onError: (error) => {
        // Whoever may do nothing else any more may still sign out.
        if (hasStatus(error, 403)) end.mutate(undefined, { onSuccess: goOn });
        if (hasStatus(error, 401)) goOn();
      },
    });
  const refused = hasStatus(signOut.error, 400);
  const asked = {
    idTokenHint: wish('id_token_hint'),
    clientId: wish('client_id'),
    postLogoutRedirectUri: wish('post_logout_redirect_uri'),
    state: wish('state'),
  };
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
      {account.data && (
        <Text size="sm">{t('session.signedInAs', { name: account.data.username })}</Text>
      )}
      <ProblemAlert error={signOut.error} />
      <Group>
        <Button flex="1 1 auto" variant="default" component={Link} to={paths.start}>
          {t('session.stay')}
        </Button>
        <Button
          flex="1 1 auto"
          loading={signOut.isPending}
          onClick={() => send(refused ? {} : asked)}
        >
          {refused ? t('session.signOutAnyway') : t('session.signOut')}
        </Button>
      </Group>
    </SessionCard>
  );
}

/** Nobody is signed in now, here or since a moment in another tab: the server knows the way on. */
function goOn(): void {
  window.location.reload();
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ProblemError && error.status === status;
}
