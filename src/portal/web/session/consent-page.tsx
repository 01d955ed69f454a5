import { Alert, Anchor, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { isProblem } from '../api/http';
import type { Consent } from '../api/types';
import { consentText } from '../i18n/served';
import { leaveFor } from '../ui/leave';
import { ProblemAlert } from '../ui/problem-alert';
import { UserText } from '../ui/user-text';
import { useChangePerson, useConsent, useDecideConsent } from './queries';
import { SessionCard } from './session-card';

/** An app asks to act for the person; they may give less than it asks for. */
export function ConsentPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const consent = useConsent(id);
  if (consent.isError)
    return (
      <SessionCard title={t('session.consentGone')} description={t('session.consentGoneHint')}>
        {!isProblem(consent.error, 'not_found') && <ProblemAlert error={consent.error} />}
      </SessionCard>
    );
  if (!consent.data) return <SessionCard title={t('common.loading')} />;
  return <Decision consent={consent.data} id={id} />;
}

function Decision({ consent, id }: { consent: Consent; id: string }) {
  const { t } = useTranslation();
  const decide = useDecideConsent(id);
  const change = useChangePerson();
  const [chosen, setChosen] = useState(() =>
    consent.scopes.filter(({ granted }) => granted).map(({ name }) => name),
  );
  const send = (decision: 'allow' | 'deny') =>
    decide.mutate(
      { decision, scopes: decision === 'allow' ? chosen : [] },
      { onSuccess: ({ redirectTo }) => leaveFor(redirectTo) },
    );
  return (
    <SessionCard
      title={t('session.consentTitle')}
      footer={
        <>
          {t('session.consentNotYou', { name: consent.person.username })}{' '}
          <Anchor
            component="button"
            type="button"
            onClick={() => change.mutate()}
            underline="always"
          >
            {t('session.consentOther')}
          </Anchor>
        </>
      }
      description={
        <Trans
          i18nKey="session.consentAsks"
          values={{ name: consent.person.username }}
          // Never as a value: what Trans puts in is read as markup.
          components={{ app: <AppName name={consent.app.name} /> }}
        />
      }
    >
      {consent.app.url && (
        <Text size="sm" c="dimmed">
          {t('session.consentSite')} <UserText text={consent.app.url} max={80} />
        </Text>
      )}
      {!consent.app.firstParty && (
        <Alert variant="light" color="yellow" icon={<IconInfoCircle size={18} />}>
          {consent.unapproved ? t('session.consentUnapproved') : t('session.consentForeign')}
        </Alert>
      )}
      {consent.resource && (
        <div>
          <Text size="sm">{t('session.consentResource')}</Text>
          {consent.resourceName && (
            <Text size="sm" fw={500} className="user-text">
              <UserText text={consent.resourceName} max={60} />
            </Text>
          )}
          <Text size="sm" className="user-text">
            <UserText text={consent.resource} max={120} />
          </Text>
        </div>
      )}
      <Checkbox.Group value={chosen} onChange={setChosen} label={t('session.consentMay')}>
        <Stack gap="sm" mt="xs">
          {consent.scopes.map((scope) => (
            <Checkbox
              key={scope.name}
              value={scope.name}
              label={<UserText text={consentText(scope) || scope.name} />}
              disabled={!scope.granted}
              description={
                scope.granted ? scope.name : `${scope.name} · ${t('session.consentNotYours')}`
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {consent.account && (
        <Text size="sm">{t('session.consentAccount', { account: consent.account })}</Text>
      )}
      {consent.offline && !consent.scopes.some(({ name }) => name === 'offline_access') && (
        <Text size="sm">{t('session.consentOffline')}</Text>
      )}
      <Text size="sm" c="dimmed" className="user-text">
        {consent.loopback
          ? t('session.consentLoopback')
          : consent.redirectHost && t('session.consentReturns', { host: consent.redirectHost })}
      </Text>
      <ProblemAlert error={decide.error ?? change.error} />
      <Group>
        <Button
          flex="1 1 auto"
          variant="default"
          loading={decide.isPending}
          onClick={() => send('deny')}
        >
          {t('session.deny')}
        </Button>
        <Button flex="1 1 auto" loading={decide.isPending} onClick={() => send('allow')}>
          {t('session.allow')}
        </Button>
      </Group>
    </SessionCard>
  );
}

function AppName({ name }: { name: string }) {
  return (
    <strong>
      <UserText text={name} max={60} />
    </strong>
  );
}
