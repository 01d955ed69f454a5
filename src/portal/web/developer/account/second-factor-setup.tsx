import { Button, Center, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Copyable } from '../../ui/copyable';
import { useForm } from '../../ui/form';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { useBeginSecondFactor, useConfirmSecondFactor } from './queries';
import { useShowRecoveryCodes } from './recovery-codes';

/** The picture and the first code; then the recovery codes, this once. */
export function SecondFactorSetup({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const showRecoveryCodes = useShowRecoveryCodes();
  const { mutate: begin, ...begun } = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor((codes) => {
    close();
    showRecoveryCodes(codes, t('mfa.recoveryHint'));
  });
  useEffect(() => begin(), [begin]);
  if (begun.error) return <ProblemAlert error={begun.error} />;
  if (!begun.data)
    return (
      <Center h={320}>
        <Loader size="sm" />
      </Center>
    );
  return <FirstCode {...begun.data} confirm={confirm} />;
}

interface FirstCodeProps {
  secret: string;
  otpauthUri: string;
  confirm: ReturnType<typeof useConfirmSecondFactor>;
}

function FirstCode({ secret, otpauthUri, confirm }: FirstCodeProps) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { code: '' } });
  const submit = form.onSubmit(({ code }) =>
    confirm.mutate(code.replace(/\s/g, ''), {
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('mfa.scan')}</Text>
        <Center bg="white" p="md" style={{ borderRadius: 8 }}>
          <QRCodeSVG value={otpauthUri} size={192} title={t('mfa.picture')} />
        </Center>
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            {t('mfa.orType')}
          </Text>
          <Copyable value={secret} label={t('mfa.secret')} />
        </div>
        <ProblemAlert error={confirm.error} shownFields={['code']} />
        <TextInput
          label={t('mfa.code')}
          description={t('mfa.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={10}
          {...form.getInputProps('code')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending}>
            {t('mfa.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
