import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/types';
import { useAccount } from '../../session/queries';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { Page, Section } from '../../ui/page';
import { UserText } from '../../ui/user-text';
import { EmailForm } from './email-form';
import { PasswordForm } from './password-form';
import { useRemoveAccount } from './queries';
import { SecondFactor } from './second-factor';
import { Sessions } from './sessions';

/** The reader's own account. */
export function AccountPage() {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <Page title={t('account.title')} description={t('account.hint')}>
      {account.data && (
        <Stack gap="lg">
          <WhoIAm account={account.data} />
          <EmailForm account={account.data} />
          <PasswordForm />
          <SecondFactor account={account.data} />
          <Sessions />
          <Removal account={account.data} />
        </Stack>
      )}
    </Page>
  );
}

function WhoIAm({ account }: { account: Account }) {
  const { t } = useTranslation();
  return (
    <Section title={t('account.who')}>
      <Group gap="xl">
        <div>
          <Text size="xs" c="dimmed">
            {t('session.username')}
          </Text>
          <UserText text={account.username} />
        </div>
        {account.role && (
          <div>
            <Text size="xs" c="dimmed">
              {t('account.role')}
            </Text>
            {account.role}
          </div>
        )}
        <div>
          <Text size="xs" c="dimmed">
            {t('account.id')}
          </Text>
          <Copyable value={account.id} label={t('account.id')} />
        </div>
      </Group>
    </Section>
  );
}

function Removal({ account }: { account: Account }) {
  const { t } = useTranslation();
  const remove = useRemoveAccount();
  const [forGood, setForGood] = useState(false);
  return (
    <Section
      title={t('account.delete')}
      description={t('account.deleteHint')}
      actions={
        <ConfirmButton
          label={t('account.delete')}
          title={t('account.deleteTitle', { name: account.username })}
          consequence={
            <Stack gap="sm">
              {t('account.deleteConsequence')}
              <Checkbox
                label={t('account.deleteForGood')}
                checked={forGood}
                onChange={(event) => setForGood(event.currentTarget.checked)}
              />
            </Stack>
          }
          run={() => remove.mutateAsync({ of: account, forGood })}
        />
      }
    />
  );
}
