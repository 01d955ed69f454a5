import { Alert, Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Copyable } from '../../ui/copyable';
import { Dialog } from '../../ui/dialog';

interface NewTokenDialogProps {
  /** The token, while it is shown. */
  token?: string;
  onClose: () => void;
}

/** An initial access token, this once. */
export function NewTokenDialog({ token, onClose }: NewTokenDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={!!token}
      onClose={onClose}
      closeOnClickOutside={false}
      size="lg"
      title={t('initialAccess.made')}
    >
      <Stack>
        <Alert variant="light" color="yellow">
          {t('initialAccess.once')}
        </Alert>
        <Copyable value={token ?? ''} label={t('initialAccess.token')} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('reveal.saved')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
