import { Alert, Button, Center, Code, Group, Loader, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'; // prettier-ignore
import { useQueryClient } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../../session/queries';
import { Copyable, CopyIcon } from '../../ui/copyable';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { useBeginSecondFactor, useConfirmSecondFactor } from './queries';

/** The picture, the first code, then the recovery codes, this once. */
export function SecondFactorSetup({ close }: { close: () => void }) {
  const { mutate: begin, ...begun } = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  useEffect(() => begin(), [begin]);
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} close={close} />;
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
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code.replace(/\s/g, ''));
      }}
    >
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
          value={code}
          error={fieldErrors(confirm.error).code}
          onChange={(event) => setCode(event.currentTarget.value)}
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

function RecoveryCodes({ codes, close }: { codes: string[]; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const done = () => {
    void client.invalidateQueries({ queryKey: accountQuery.queryKey });
    close();
  };
  return (
    <Stack>
      <Alert color="yellow" variant="light">
        {t('mfa.recoveryHint')}
      </Alert>
      <SimpleGrid cols={2} spacing="xs">
        {codes.map((code) => (
          <Code key={code}>{code}</Code>
        ))}
      </SimpleGrid>
      <Group justify="space-between">
        <Group gap={4}>
          <CopyIcon value={codes.join('\n')} label={t('mfa.recovery')} />
          <Text size="sm">{t('mfa.copyAll')}</Text>
        </Group>
        <Button onClick={done}>{t('reveal.saved')}</Button>
      </Group>
    </Stack>
  );
}
