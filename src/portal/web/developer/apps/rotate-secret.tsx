import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { LiveSecrets } from './live-secrets';
import { OverlapDialog } from './overlap-dialog';
import { useActivity, useNewSecret } from './queries';
import { useShowSecret } from './secret-reveal';

/** A new secret; the old one lives on until the programs that use it were changed. */
export function RotateSecret({ app }: { app: App }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
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
      <OverlapDialog
        opened={opened}
        onClose={close}
        words={{
          title: t('rotate.title'),
          hint: t('rotate.hint'),
          overlap: t('rotate.overlap'),
          act: t('rotate.label'),
        }}
        replace={rotate}
      >
        <LiveSecrets secrets={secrets} />
      </OverlapDialog>
    </>
  );
}
