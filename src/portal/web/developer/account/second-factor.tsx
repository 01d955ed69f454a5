import { Badge, Button, Text } from '@mantine/core';
import { Dialog } from '../../ui/dialog';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { useRemoveSecondFactor } from './queries';
import { NewRecoveryCodes } from './recovery-codes';
import { SecondFactorSetup } from './second-factor-setup';

/** Whether a code is asked for at sign-in, and the way to change that. */
export function SecondFactor({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const remove = useRemoveSecondFactor();
  return (
    <Section
      title={t('mfa.title')}
      description={t('mfa.hint')}
      actions={
        account.mfa ? (
          <>
            <NewRecoveryCodes />
            <ConfirmButton
              label={t('mfa.remove')}
              title={t('mfa.removeTitle')}
              consequence={t('mfa.removeConsequence')}
              run={() => remove.mutateAsync(undefined)}
              done={() => notify(t('mfa.removed'))}
            />
          </>
        ) : (
          <Button onClick={open}>{t('mfa.set')}</Button>
        )
      }
    >
      <Text size="sm" component="div">
        <Badge color={account.mfa ? 'green' : 'gray'}>
          {account.mfa ? t('mfa.on') : t('mfa.off')}
        </Badge>
      </Text>
      {opened && (
        // Gone at once, so that it does not fade away above the codes that follow.
        <Dialog
          opened
          onClose={close}
          closeOnClickOutside={false}
          title={t('mfa.setTitle')}
          size="md"
        >
          <SecondFactorSetup close={close} />
        </Dialog>
      )}
    </Section>
  );
}
