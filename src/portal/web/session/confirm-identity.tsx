import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { consumerConfirm } from '../api/client.gen';
import { isProblem } from '../api/http';
import { wishes } from '../api/session-fetch';
import { DialogFrame } from '../ui/dialog';
import { useForm } from '../ui/form';
import { ProblemAlert } from '../ui/problem-alert';
import { useAccount } from './queries';

/** Asks, above whatever is open, who the reader is; then the request that waits goes on. */
export function ConfirmIdentity() {
  const { t } = useTranslation();
  const wish = useSyncExternalStore(wishes.subscribe, wishes.current);
  const open = wish?.kind === 'confirmation' ? wish : undefined;
  return (
    <DialogFrame
      opened={open !== undefined}
      onClose={() => open?.settle(false)}
      closeOnClickOutside={false}
      title={t('confirmIdentity.title')}
      zIndex={300}
    >
      {open && <Proof settle={open.settle} />}
    </DialogFrame>
  );
}

function Proof({ settle }: { settle: (isConfirmed: boolean) => void }) {
  const { t } = useTranslation();
  const account = useAccount();
  const [byCode, setByCode] = useState(false);
  const confirm = useMutation({
    mutationFn: ({ proof }: { proof: string }) =>
      consumerConfirm(byCode ? { otp: proof.trim() } : { password: proof }),
    onSuccess: () => settle(true),
    onError: (error) => {
      if (isProblem(error, 'invalid_credentials')) form.setErrors({ proof: wrong });
    },
  });
  const form = useForm({ initialValues: { proof: '' } });
  const wrong = byCode ? t('session.wrongCode') : t('confirmIdentity.wrongPassword');
  const atField = isProblem(confirm.error, 'invalid_credentials');
  const change = () => {
    setByCode(!byCode);
    form.reset();
    confirm.reset();
  };
  return (
    <form onSubmit={form.onSubmit((values) => confirm.mutate(values))}>
      <Stack>
        <Text size="sm">{t('confirmIdentity.hint')}</Text>
        <ProblemAlert error={atField ? null : confirm.error} />
        {byCode ? (
          <TextInput
            key="code"
            label={t('session.code')}
            description={t('session.codeHint')}
            autoComplete="one-time-code"
            maxLength={40}
            required
            data-autofocus
            autoFocus
            {...form.getInputProps('proof')}
          />
        ) : (
          <PasswordInput
            key="password"
            label={t('session.password')}
            autoComplete="current-password"
            required
            data-autofocus
            autoFocus
            visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
            {...form.getInputProps('proof')}
          />
        )}
        {account.data?.mfa && (
          <Anchor component="button" type="button" size="sm" onClick={change}>
            {byCode ? t('confirmIdentity.byPassword') : t('confirmIdentity.byCode')}
          </Anchor>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => settle(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={confirm.isPending}>
            {t('confirmIdentity.go')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
