import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { ProblemAlert } from '../../ui/problem-alert';
import { LiveSecrets } from './live-secrets';
import { OVERLAPS, useActivity, useNewSecret, type Overlap } from './queries';
import { useShowSecret } from './secret-reveal';

/** A new secret; the old one lives on until the programs that use it were changed. */
export function RotateSecret({ app }: { app: App }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const [overlap, setOverlap] = useState<Overlap>('24h');
  const showSecret = useShowSecret();
  const rotate = useNewSecret(app.id, (secret) => {
    close();
    showSecret(app, secret);
  });
  const activity = useActivity(app.id, { count: 1 });
  const secrets = activity.data?.secrets ?? app.secrets;
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('rotate.label')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('rotate.title')}>
        <Stack>
          <Text size="sm">{t('rotate.hint')}</Text>
          <LiveSecrets secrets={secrets} />
          <Radio.Group
            label={t('rotate.overlap')}
            value={overlap}
            onChange={(value) => setOverlap(value as Overlap)}
          >
            <Stack gap="xs" mt={6}>
              {OVERLAPS.map((value) => (
                <Radio key={value} value={value} label={t(`rotate.after.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <ProblemAlert error={rotate.error} />
          <Group justify="flex-end">
            <CancelButton onClick={close} />
            <Button loading={rotate.isPending} onClick={() => rotate.mutate(overlap)}>
              {t('rotate.label')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
