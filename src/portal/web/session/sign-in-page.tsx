import { Anchor, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '../ui/form';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { isProblem } from '../api/http';
import { askingApp } from '../base';
import { paths, registerAndReturn, safeNext } from '../paths';
import { ProblemAlert } from '../ui/problem-alert';
import { UserText } from '../ui/user-text';
import { useAccount, useSignIn } from './queries';
import { SessionCard } from './session-card';

/** Name and password; the code of the second factor when the server asks for it. */
export function SignInPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const account = useAccount();
  const signIn = useSignIn();
  const [needsCode, setNeedsCode] = useState(false);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '', otp: '' },
  });
  const next = safeNext(params.get('next'));
  const app = askingApp(next);
  if (account.data) return <Navigate to={next} replace />;

  const submit = form.onSubmit(({ username, password, otp }) =>
    signIn.mutate(
      { username, password, ...(needsCode && { otp: otp.trim() }) },
      { onError: (error) => setNeedsCode(needsCode || isProblem(error, 'mfa_required')) },
    ),
  );
  const firstAsked = isProblem(signIn.error, 'mfa_required');
  const wrongCode = needsCode && isProblem(signIn.error, 'invalid_credentials');
  return (
    <SessionCard
      title={t('session.signIn')}
      description={
        app ? (
          // Never as a value: what Trans puts in is read as markup.
          <Trans
            i18nKey="session.signInFor"
            components={{ app: <UserText text={app} max={60} /> }}
          />
        ) : (
          t('session.signInHint')
        )
      }
      footer={
        <>
          {t('session.noAccount')}{' '}
          <Anchor component={Link} to={registerAndReturn(next)} underline="always">
            {t('session.register')}
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert error={firstAsked || wrongCode ? null : signIn.error} />
          <TextInput
            label={t('session.usernameOrEmail')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            key={form.key('username')}
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={t('session.password')}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          {needsCode && (
            <TextInput
              label={t('session.code')}
              description={t('session.codeHint')}
              autoComplete="one-time-code"
              maxLength={40}
              required
              autoFocus
              key={form.key('otp')}
              {...form.getInputProps('otp')}
              error={wrongCode && t('session.wrongCode')}
            />
          )}
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('session.signIn')}
          </Button>
          <Group justify="center">
            <Anchor component={Link} to={paths.resetRequest} size="sm">
              {t('session.forgotten')}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </SessionCard>
  );
}
