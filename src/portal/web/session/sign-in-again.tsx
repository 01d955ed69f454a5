import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignIn } from '../api/client.gen';
import { portalSessionCreate, portalSessionGet } from '../api/session.gen';
import { isProblem } from '../api/http';
import { reader, wishes } from '../api/session-fetch';
import { DialogFrame } from '../ui/dialog';
import { useForm } from '../ui/form';
import { ProblemAlert } from '../ui/problem-alert';
import { reloadFreely } from '../ui/unsaved';
import { useAccount } from './queries';

/** Signs in again above whatever is open, when the session has ended; then the request goes on. */
export function SignInAgain() {
  const { t } = useTranslation();
  const wish = useSyncExternalStore(wishes.subscribe, wishes.current);
  const open = wish?.kind === 'sign-in' ? wish : undefined;
  return (
    <DialogFrame
      opened={open !== undefined}
      onClose={() => open?.settle(false)}
      closeOnClickOutside={false}
      title={t('signInAgain.title')}
      zIndex={300}
    >
      {open && <Again settle={open.settle} />}
    </DialogFrame>
  );
}

/** Whoever signs in as somebody else gets a page of their own: nothing typed here is sent for them. */
async function signInAsBefore(body: SignIn): Promise<void> {
  await portalSessionCreate(body);
  const { id } = await portalSessionGet();
  if (id === reader.id) return;
  reloadFreely();
  await new Promise(() => undefined);
}

function Again({ settle }: { settle: (isGiven: boolean) => void }) {
  const { t } = useTranslation();
  const account = useAccount();
  const [needsCode, setNeedsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: signInAsBefore,
    onSuccess: () => settle(true),
    onError: (error) => setNeedsCode(needsCode || isProblem(error, 'mfa_required')),
  });
  const form = useForm({
    initialValues: { username: account.data?.username ?? '', password: '', otp: '' },
  });
  const submit = form.onSubmit(({ username, password, otp }) =>
    signIn.mutate({ username, password, ...(needsCode && { otp: otp.trim() }) }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('signInAgain.hint')}</Text>
        <ProblemAlert error={isProblem(signIn.error, 'mfa_required') ? null : signIn.error} />
        <TextInput
          label={t('session.usernameOrEmail')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
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
            {...form.getInputProps('otp')}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => settle(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={signIn.isPending}>
            {t('session.signIn')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
