import { Alert, Button, Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backendMailList, backendMailTest, type MailTest } from '../../api/client.gen';
import { LANGUAGES, type Language } from '../../i18n/language';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';

/** Every mail as its reader sees it, and one to try. */
export function Mails() {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState(i18n.language as Language);
  const [chosen, choose] = useState('activation');
  const query = useQuery({
    queryKey: ['backend.mail.list', language],
    queryFn: () => backendMailList({ language }),
  });
  const test = useMutation({ mutationFn: () => backendMailTest() });
  const mail = query.data?.mails.find(({ name }) => name === chosen);
  return (
    <Section
      title={t('appearance.mails')}
      description={t('appearance.mailsHint')}
      actions={
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {t('appearance.test')}
        </Button>
      }
    >
      <Stack gap="sm">
        <ProblemAlert error={query.error ?? test.error} />
        {test.data && <Outcome of={test.data} />}
        <Group gap="sm">
          <NativeSelect
            label={t('appearance.mail')}
            flex="0 1 22rem"
            value={chosen}
            data={(query.data?.mails ?? []).map(({ name, subject }) => ({
              value: name,
              label: subject,
            }))}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('common.language')}
            value={language}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setLanguage(event.currentTarget.value as Language)}
          />
        </Group>
        {query.data && (
          <Text size="sm" c="dimmed" className="user-text">
            {t('appearance.from', { sender: query.data.sender })}
          </Text>
        )}
        {mail ? (
          <iframe title={mail.subject} className="mail-preview" sandbox="" srcDoc={mail.html} />
        ) : (
          <Skeleton h={440} />
        )}
      </Stack>
    </Section>
  );
}

function Outcome({ of: { outcome, to, error } }: { of: MailTest }) {
  const { t } = useTranslation();
  return (
    <Alert color={outcome === 'failed' ? 'red' : 'green'} role="alert" className="user-text">
      {t(`appearance.testOutcome.${outcome}`, { to, error: error ?? '' })}
    </Alert>
  );
}
