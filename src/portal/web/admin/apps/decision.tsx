import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { CancelButton, Dialog } from '../../ui/dialog';
import { notify } from '../../ui/notify';
import { ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { useUpdateApp } from './queries';

const LONGEST = 1000;

/** Approves or refuses an app that waits, with a message to its owner. */
export function DecisionButton({ app, decision }: { app: App; decision: 'approve' | 'refuse' }) {
  const { t } = useTranslation();
  const [asked, { open, close }] = useDisclosure();
  const [decisionMessage, write] = useState('');
  const update = useUpdateApp(app);
  const isRefusal = decision === 'refuse';
  const decide = () =>
    update.mutate(
      { status: isRefusal ? 'disabled' : 'active', decisionMessage },
      {
        onSuccess: () => {
          close();
          notify(t(isRefusal ? 'decision.refused' : 'decision.isApproved'));
        },
      },
    );
  return (
    <>
      <Button
        variant={isRefusal ? 'default' : 'filled'}
        c={isRefusal ? 'var(--mantine-color-error)' : undefined}
        onClick={open}
      >
        {t(`decision.${decision}`)}
      </Button>
      <Dialog
        opened={asked}
        onClose={close}
        title={t(`decision.${decision}Title`, { name: shorten(app.name, 60) })}
      >
        <Stack>
          <Text size="sm">
            {t(isRefusal ? 'decision.refuseConsequence' : 'adminApps.enableHint')}
          </Text>
          <Textarea
            label={t('decision.message')}
            description={t('decision.messageHint')}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={LONGEST}
            value={decisionMessage}
            onChange={(event) => write(event.currentTarget.value)}
          />
          <ProblemAlert error={update.error} />
          <Group justify="flex-end">
            <CancelButton onClick={close} />
            <Button
              color={isRefusal ? 'red' : undefined}
              loading={update.isPending}
              onClick={decide}
            >
              {t(`decision.${decision}`)}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
