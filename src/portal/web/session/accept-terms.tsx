import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { consumerTermsAccept, type OwnSession } from '../api/client.gen';
import { Page } from '../ui/page';
import { ProblemAlert } from '../ui/problem-alert';
import { accountQuery, useSignOut } from './queries';
import { TermsWords } from './terms-words';

/** The terms in force, to be accepted before anything else in the portal. */
export function AcceptTerms({ account }: { account: OwnSession }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const signOut = useSignOut();
  const [isRead, setRead] = useState(false);
  const version = account.termsToAccept ?? '';
  const accept = useMutation({
    mutationFn: () => consumerTermsAccept({ version }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['files.terms'] });
      await client.invalidateQueries({ queryKey: accountQuery.queryKey });
    },
  });
  return (
    <Page title={t('terms.title')} description={t('terms.changedHint', { version })}>
      <Stack className="surface" p={{ base: 'md', sm: 'xl' }}>
        <TermsWords />
        <ProblemAlert error={accept.error} />
        <Checkbox
          label={t('terms.iAccept')}
          checked={isRead}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        <Group>
          <Button disabled={!isRead} loading={accept.isPending} onClick={() => accept.mutate()}>
            {t('terms.accept')}
          </Button>
          <Button variant="default" onClick={() => signOut.mutate()}>
            {t('session.signOut')}
          </Button>
        </Group>
      </Stack>
    </Page>
  );
}
