import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { useUnsaved } from '../../ui/unsaved';
import { shorten } from '../../ui/user-text';
import { UserChoice, type ChosenUser } from '../users/user-choice';
import { useUpdateApp } from './queries';

/** Hands an app over: its secrets act for the new owner from then on. */
export function OwnerForm({ app }: { app: App }) {
  const { t } = useTranslation();
  const update = useUpdateApp(app);
  const [owner, setOwner] = useState<ChosenUser>();
  const isOther = owner !== undefined && owner.id !== app.ownerId;
  useUnsaved(() => isOther);
  return (
    <Section title={t('adminApps.owner')} description={t('adminApps.ownerHint')}>
      <Stack gap="sm" maw={420}>
        <UserChoice
          label={t('adminApps.newOwner')}
          placeholder={t('accounts.memberName')}
          value={owner}
          onChange={setOwner}
        />
        <Group>
          {isOther ? (
            <ConfirmButton
              label={t('adminApps.handOver')}
              title={t('adminApps.handOverTitle', {
                name: shorten(app.name, 60),
                owner: owner.username,
              })}
              consequence={t('adminApps.handOverConsequence')}
              run={() => update.mutateAsync({ ownerId: owner.id })}
              done={() => {
                setOwner(undefined);
                notify(t('adminApps.handedOver'));
              }}
            />
          ) : (
            <Button variant="default" disabled>
              {t('adminApps.handOver')}
            </Button>
          )}
        </Group>
      </Stack>
    </Section>
  );
}
