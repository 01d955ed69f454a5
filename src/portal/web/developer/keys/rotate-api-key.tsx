import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../api/types';
import { shorten } from '../../ui/user-text';
import { OverlapDialog } from '../apps/overlap-dialog';
import { useShowApiKey } from './api-key-reveal';
import { useRotateApiKey } from './queries';

/** A new key in the place of an old one, which works on until the programs that use it were changed. */
export function RotateApiKey({ appId, apiKey }: { appId: string; apiKey: ApiKey }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
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
      <OverlapDialog
        opened={opened}
        onClose={leave}
        words={{
          title: t('keys.rotateTitle', { name }),
          hint: t('keys.rotateHint'),
          overlap: t('keys.overlap'),
          act: t('keys.rotate'),
        }}
        replace={rotate}
      />
    </>
  );
}
