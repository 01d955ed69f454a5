import { Anchor, Button, Group, Stack, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { Fact } from '../../ui/fact';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { Time } from '../../ui/time';
import { shorten, UserText } from '../../ui/user-text';
import { leaveFreely } from '../../ui/unsaved';
import { ScopeSentences } from '../roles/scope-sentences';
import { AppOwner } from './app-owner';
import { Approval, isApproved } from './approval';
import { DecisionButton } from './decision';
import { useActivity, useEndTokens, useRemoveApp, useUpdateApp } from './queries';

/** What an administrator decides about somebody's app. */
export function AppOverview({ app }: { app: App }) {
  return (
    <Stack gap="lg">
      <Facts app={app} />
      <Approval app={app} />
      <StatusSection app={app} />
      <FirstParty app={app} />
      <ExchangeAudiences app={app} />
      <Ends app={app} />
    </Stack>
  );
}

function Facts({ app }: { app: App }) {
  const { t } = useTranslation();
  const activity = useActivity(app.id, { count: 1 });
  return (
    <Section title={t('users.facts')}>
      <Stack gap="md">
        <Group className="facts">
          <Fact label={t('apps.clientId')}>
            <Copyable value={app.appKey} label={t('apps.clientId')} />
          </Fact>
          <Fact label={t('adminApps.owner')}>
            <AppOwner app={app} />
          </Fact>
          {app.accountId && (
            <Fact label={t('apps.account')}>
              <Anchor component={Link} to={generatePath(paths.adminAccount, { id: app.accountId })}>
                <UserText text={app.accountName ?? app.accountId} max={60} />
              </Anchor>
            </Fact>
          )}
          <Fact label={t('apps.type')}>{t(`apps.${app.type}`)}</Fact>
          <Fact label={t('activity.issued')}>{activity.data?.issued ?? '–'}</Fact>
          <Fact label={t('activity.failed')}>{activity.data?.failed ?? '–'}</Fact>
          <Fact label={t('apps.lastUsed')}>
            <Time at={activity.data?.lastUsedAt} empty={t('apps.neverUsed')} />
          </Fact>
        </Group>
        <Fact label={t('users.more')}>
          <Group gap="sm">
            <Anchor component={Link} to={`${paths.liveGrants}?clientId=${app.appKey}`} size="sm">
              {t('nav.liveGrants')}
            </Anchor>
            <Anchor component={Link} to={`${paths.audit}?search=${app.id}`} size="sm">
              {t('nav.audit')}
            </Anchor>
          </Group>
        </Fact>
        {app.url && (
          <Fact label={t('apps.url')}>
            <UserText text={app.url} />
          </Fact>
        )}
        <Fact label={t('apps.scopes')}>
          <ScopeSentences scopes={app.scopes} max={30} />
        </Fact>
        <Addresses label={t('apps.redirectUris')} of={app.redirectUris} />
        <Addresses label={t('apps.postLogoutRedirectUris')} of={app.postLogoutRedirectUris} />
        <Fact label={t('apps.idTokenAlg')}>{app.idTokenAlg}</Fact>
      </Stack>
    </Section>
  );
}

function Addresses({ label, of }: { label: string; of: string[] }) {
  if (of.length === 0) return null;
  return (
    <Fact label={label}>
      {of.map((uri) => (
        <div key={uri}>
          <UserText text={uri} />
        </div>
      ))}
    </Fact>
  );
}

function StatusSection({ app }: { app: App }) {
  const { t } = useTranslation();
  const update = useUpdateApp(app);
  const active = app.status === 'active';
  const approved = isApproved(app);
  const isWaiting = app.status === 'pending';
  const admit = app.status === 'disabled' ? t('adminApps.enable') : t('adminApps.approve');
  return (
    <Section
      title={active ? t('adminApps.disable') : admit}
      description={active ? t('adminApps.disableHint') : t('adminApps.enableHint')}
      actions={
        <Group gap="sm">
          {isWaiting && <DecisionButton app={app} decision="refuse" />}
          {isWaiting && <DecisionButton app={app} decision="approve" />}
          {!isWaiting && app.disabledBy !== 'administrator' && (
            <ConfirmButton
              label={t('adminApps.disable')}
              title={t('adminApps.disableTitle', { name: shorten(app.name, 60) })}
              consequence={t('adminApps.disableConsequence')}
              run={() => update.mutateAsync({ status: 'disabled' })}
              done={() => notify(t('adminApps.disabled'))}
            />
          )}
          {!isWaiting && !(active && approved) && (
            <Button loading={update.isPending} onClick={() => update.mutate({ status: 'active' })}>
              {admit}
            </Button>
          )}
        </Group>
      }
    >
      {!(active && approved) && update.error ? <ProblemAlert error={update.error} /> : null}
    </Section>
  );
}

function FirstParty({ app }: { app: App }) {
  const { t } = useTranslation();
  const update = useUpdateApp(app);
  return (
    <Section title={t('adminApps.firstParty')} description={t('adminApps.firstPartyHint')}>
      <Stack gap="sm">
        <ProblemAlert error={update.error} />
        <Switch
          label={t('adminApps.firstPartyLabel')}
          checked={app.firstParty}
          disabled={update.isPending}
          onChange={(event) => update.mutate({ firstParty: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  );
}

/** Where an API may go on to with its callers' tokens; nowhere unless an administrator says so. */
function ExchangeAudiences({ app }: { app: App }) {
  const { t } = useTranslation();
  const update = useUpdateApp(app);
  const [text, setText] = useState(app.exchangeAudiences.join('\n'));
  const exchangeAudiences = text.split(/\s+/).filter(Boolean);
  return (
    <Section
      title={t('adminApps.exchange')}
      description={t('adminApps.exchangeHint')}
      actions={
        <Button
          variant="default"
          loading={update.isPending}
          onClick={() =>
            update.mutate(
              { exchangeAudiences },
              { onSuccess: () => notify(t('adminApps.exchangeSaved')) },
            )
          }
        >
          {t('common.save')}
        </Button>
      }
    >
      <Stack gap="sm">
        <ProblemAlert error={update.error} />
        <Textarea
          label={t('adminApps.exchangeLabel')}
          description={t('adminApps.exchangeForm')}
          autosize
          minRows={2}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Stack>
    </Section>
  );
}

function Ends({ app }: { app: App }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const end = useEndTokens(app.id);
  const remove = useRemoveApp();
  const name = shorten(app.name, 60);
  return (
    <>
      <Section
        title={t('apps.endTokens')}
        description={t('apps.endTokensHint')}
        actions={
          <ConfirmButton
            label={t('apps.endTokens')}
            title={t('apps.endTokensTitle', { name })}
            consequence={t('apps.endTokensConsequence')}
            run={() => end.mutateAsync(undefined)}
            done={() => notify(t('apps.tokensEnded'))}
          />
        }
      />
      <Section
        title={t('apps.delete')}
        description={t('apps.deleteHint')}
        actions={
          <ConfirmButton
            label={t('apps.delete')}
            title={t('apps.deleteTitle', { name })}
            consequence={t('apps.deleteConsequence')}
            run={() => remove.mutateAsync(app)}
            done={() => leaveFreely(() => void navigate(paths.adminApps))}
          />
        }
      />
    </>
  );
}
