import { Anchor, Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '../ui/form';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { paths, safeNext, signInAndReturn } from '../paths';
import { fieldErrors, ProblemAlert } from '../ui/problem-alert';
import { TermsLink } from './terms-link';
import { useNotices } from './notices';
import { useRegister, useSignIn } from './queries';
import { SessionCard } from './session-card';

/** A new person; where no activation is needed, they are signed in at once. */
export function RegisterPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const next = safeNext(params.get('next'));
  const register = useRegister();
  const signIn = useSignIn();
  const notices = useNotices();
  const terms = notices.data?.terms;
  const [registered, setRegistered] = useState<string>();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: '', email: '', password: '', acceptedTerms: false },
  });
  const submit = form.onSubmit(async ({ acceptedTerms, ...values }) => {
    try {
      await register.mutateAsync({
        ...values,
        ...(acceptedTerms && terms && { acceptedTerms: terms.version }),
      });
    } catch (error) {
      // Another version may be in force by now.
      void notices.refetch();
      return form.setErrors(fieldErrors(error));
    }
    const { username, password } = values;
    try {
      await signIn.mutateAsync({ username, password });
    } catch {
      return setRegistered(values.email); // an activation is needed first
    }
    await navigate(next === paths.start ? paths.apps : next);
  });

  if (registered)
    return (
      <SessionCard
        title={t('session.almostDone')}
        description={t('session.almostDoneHint', { email: registered })}
        footer={
          <Anchor component={Link} to={paths.signIn}>
            {t('session.toSignIn')}
          </Anchor>
        }
      />
    );
  return (
    <SessionCard
      title={t('session.registerTitle')}
      description={t('session.registerHint')}
      footer={
        <>
          {t('session.haveAccount')}{' '}
          <Anchor component={Link} to={signInAndReturn(next)} underline="always">
            {t('session.signIn')}
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert
            error={register.error}
            shownFields={['username', 'email', 'password', ...(terms ? ['acceptedTerms'] : [])]}
          />
          <TextInput
            label={t('session.username')}
            description={t('session.usernameHint')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            key={form.key('username')}
            {...form.getInputProps('username')}
          />
          <TextInput
            type="email"
            label={t('session.email')}
            autoComplete="email"
            required
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('session.password')}
            description={t('session.passwordHint')}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          {terms && (
            <Checkbox
              label={
                <Trans
                  i18nKey="terms.acceptAs"
                  values={{ version: terms.version }}
                  components={{ terms: <TermsLink link={terms.link} /> }}
                />
              }
              required
              key={form.key('acceptedTerms')}
              {...form.getInputProps('acceptedTerms', { type: 'checkbox' })}
            />
          )}
          <Button type="submit" loading={register.isPending || signIn.isPending} fullWidth>
            {t('session.register')}
          </Button>
        </Stack>
      </form>
    </SessionCard>
  );
}
