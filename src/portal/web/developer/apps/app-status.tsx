import { Alert, Button, Group, Text } from '@mantine/core';
import { IconClock, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { useDisableApp, useEnableApp } from './queries';

/** Why the app gets no tokens, on top of its page; nothing while it is active. */
export function AppStatus({ app }: { app: App }) {
  const { t } = useTranslation();
  if (app.status === 'active')
    return (
      app.decisionMessage && (
        <Alert color="green" variant="light">
          <Message text={app.decisionMessage} />
        </Alert>
      )
    );
  if (app.status === 'pending')
    return (
      <Alert color="yellow" icon={<IconClock size={18} />}>
        {t('apps.pendingHint')}
        {app.decisionMessage && <Message text={app.decisionMessage} />}
      </Alert>
    );
  if (app.disabledBy !== 'owner')
    return (
      <Alert color="red" icon={<IconPlayerPause size={18} />}>
        {t('apps.disabledHint')}
        {app.decisionMessage && <Message text={app.decisionMessage} />}
      </Alert>
    );
  return <OwnPause id={app.id} />;
}

/** What the administrator wrote who decided. */
function Message({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" mt={4} style={{ whiteSpace: 'pre-line' }} className="user-text">
      {t('decision.from')} {text}
    </Text>
  );
}

function OwnPause({ id }: { id: string }) {
  const { t } = useTranslation();
  const enable = useEnableApp(id, () => notify(t('apps.enabled')));
  return (
    <>
      <Alert color="yellow" icon={<IconPlayerPause size={18} />}>
        <Group justify="space-between" gap="sm">
          <Text size="sm" flex="1 1 260px">
            {t('apps.ownDisabledHint')}
          </Text>
          <Button
            size="compact-sm"
            loading={enable.isPending}
            onClick={() => enable.mutate(undefined)}
          >
            {t('apps.enable')}
          </Button>
        </Group>
      </Alert>
      <ProblemAlert error={enable.error} />
    </>
  );
}

/** The owner switches the app off; the way back stands on top of the page. */
export function DisableApp({ app }: { app: App }) {
  const { t } = useTranslation();
  const disable = useDisableApp(app.id);
  if (app.status !== 'active') return null;
  return (
    <Section
      title={t('apps.disable')}
      description={t('apps.disableHint')}
      actions={
        <ConfirmButton
          label={t('apps.disable')}
          title={t('apps.disableTitle', { name: shorten(app.name, 60) })}
          consequence={t('apps.disableConsequence')}
          run={() => disable.mutateAsync(undefined)}
          done={() => notify(t('apps.disabled'))}
        />
      }
    />
  );
}
