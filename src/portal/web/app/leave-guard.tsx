import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { DialogFrame } from '../ui/dialog';
import { hasUnsaved, hasUnsavedOrKept } from '../ui/unsaved';

/** Asks before a page is left whose forms hold what nobody has sent: by a link, by Back, by the tab. */
export function LeaveGuard() {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && hasUnsaved(),
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsavedOrKept()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  const stay = () => blocker.reset?.();
  return (
    <DialogFrame
      opened={blocker.state === 'blocked'}
      onClose={stay}
      title={t('leave.title')}
      zIndex={250}
    >
      <Stack>
        <Text size="sm">{t('leave.hint')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={stay} data-autofocus>
            {t('leave.stay')}
          </Button>
          <Button color="red" onClick={() => blocker.proceed?.()}>
            {t('leave.leave')}
          </Button>
        </Group>
      </Stack>
    </DialogFrame>
  );
}
