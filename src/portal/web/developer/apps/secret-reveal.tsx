import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../../ui/dialog';
import { IconDownload, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { serverUrl } from '../../base';
import { Copyable } from '../../ui/copyable';
import { UserText } from '../../ui/user-text';
import { rememberSecret } from './revealed';

interface SecretRevealProps {
  app: App;
  secret: string;
  onClose: () => void;
}

/** Key and secret, this once. Closing asks whether they were saved. */
export function SecretReveal({ app, secret, onClose }: SecretRevealProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  useEffect(() => rememberSecret(app.appKey, secret), [app.appKey, secret]);
  return (
    <Dialog
      opened
      onClose={() => setAsking(true)}
      closeOnClickOutside={false}
      title={t('reveal.title')}
      size="lg"
    >
      <Stack>
        <Alert variant="light" color="yellow" icon={<IconEyeOff size={18} />}>
          {t('reveal.once')}
        </Alert>
        <Text size="sm">
          <UserText text={app.name} max={60} />
        </Text>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('apps.key')}
          </Text>
          <Copyable value={app.appKey} label={t('apps.key')} />
        </div>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('apps.secret')}
          </Text>
          <Copyable value={secret} label={t('apps.secret')} />
        </div>
        {asking ? (
          <Saved back={() => setAsking(false)} close={onClose} />
        ) : (
          <Group justify="space-between">
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => download(app.appKey, secret)}
            >
              {t('reveal.download')}
            </Button>
            <Button onClick={() => setAsking(true)}>{t('reveal.close')}</Button>
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}

function Saved({ back, close }: { back: () => void; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert variant="light" title={t('reveal.savedTitle')} role="alertdialog">
      <Stack gap="sm">
        <Text size="sm">{t('reveal.savedHint')}</Text>
        <Group>
          <Button variant="default" onClick={back}>
            {t('reveal.notYet')}
          </Button>
          <Button onClick={close} autoFocus>
            {t('reveal.saved')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** Hands over a `.env` file that is made here; nothing is asked from a server. */
function download(appKey: string, secret: string): void {
  const lines = [
    `GATEHOUSE_URL=${serverUrl}`,
    `GATEHOUSE_APP_KEY=${appKey}`,
    `GATEHOUSE_APP_SECRET=${secret}`,
    '',
  ];
  const address = URL.createObjectURL(new Blob([lines.join('\n')], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'gatehouse.env';
  link.click();
  URL.revokeObjectURL(address);
}
