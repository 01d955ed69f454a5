import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../api/types';
import { CancelButton, Dialog } from '../../ui/dialog';
import { ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { OVERLAPS, type Overlap } from '../apps/queries';
import { useShowApiKey } from './api-key-reveal';
import { useRotateApiKey } from './queries';

/** A new key in the place of an old one, which works on until the programs that use it were changed. */
export function RotateApiKey({ appId, apiKey }: { appId: string; apiKey: ApiKey }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const [overlap, setOverlap] = useState<Overlap>('24h');
  const show = useShowApiKey(appId);
  const rotate = useRotateApiKey(appId, apiKey.id, (made) => {
    close();
    show(made);
  });
  const leave = () => {
    close();
    rotate.reset();
  };
  const name = shorten(apiKey.name, 60);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={open}
        aria-label={`${t('keys.rotate')}: ${name}`}
      >
        {t('keys.rotate')}
      </Button>
      <Dialog opened={opened} onClose={leave} title={t('keys.rotateTitle', { name })}>
        <Stack>
          <Text size="sm">{t('keys.rotateHint')}</Text>
          <Radio.Group
            label={t('keys.overlap')}
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
            <CancelButton onClick={leave} />
            <Button loading={rotate.isPending} onClick={() => rotate.mutate(overlap)}>
              {t('keys.rotate')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
