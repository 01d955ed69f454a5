import { Alert, Badge, Group, Stack, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { App } from '../../api/types';
import { ActivityView } from '../../developer/apps/app-activity';
import { AppForm } from '../../developer/apps/app-form';
import { RefusalsView } from '../../developer/refusals/app-refusals';
import { paths } from '../../paths';
import { AccountBadge } from '../../ui/account-badge';
import { FailedPage } from '../../ui/failed-page';
import { Page } from '../../ui/page';
import { StatusBadge } from '../../ui/status-badge';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { AppOverview } from './app-overview';
import { OwnerForm } from './owner-form';
import { useActivity, useApp, useEditApp, useRefusals } from './queries';

const TABS = ['overview', 'activity', 'refusals', 'settings'] as const;

/** Somebody's app: what an administrator decides about it, and what its owner sees. The open tab is in the URL. */
export function AppPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const app = useApp(id);
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'overview';
  // What was typed there stays while another tab is looked at.
  const [hasSettings, setSettings] = useState(false);
  if (tab === 'settings' && !hasSettings) setSettings(true);
  const back = { to: paths.adminApps, label: t('adminApps.title') };
  if (app.isError) return <FailedPage query={app} back={back} />;
  const heading = app.data && (
    <Group gap="sm">
      <UserText text={app.data.name} max={80} />
      <StatusBadge of="app" status={app.data.status} />
      <Badge color="gray">{t(`apps.${app.data.type}`)}</Badge>
      <AccountBadge id={app.data.accountId} name={app.data.accountName} />
    </Group>
  );
  const labels = {
    overview: t('users.facts'),
    activity: t('apps.tab.activity'),
    refusals: t('apps.tab.refusals'),
    settings: t('apps.tab.settings'),
  };
  return (
    <Page
      back={back}
      title={app.data?.name}
      heading={heading}
      description={app.data?.description.slice(0, 300)}
    >
      {app.data?.status === 'pending' && <Alert color="yellow">{t('adminApps.waits')}</Alert>}
      {app.data?.disabledBy && (
        <Alert color="yellow">{t(`adminApps.disabledBy.${app.data.disabledBy}`)}</Alert>
      )}
      <Tabs
        value={tab}
        keepMounted={false}
        keepMountedMode="display-none"
        onChange={(next) => setParams(next ? { tab: next } : {}, { replace: true })}
      >
        <Tabs.List className="tabs" mb="lg" aria-label={t('apps.views')}>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {labels[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {app.data && (
          <>
            <Tabs.Panel value="overview">
              <AppOverview app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="activity">
              <Activity app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="refusals">
              <Refusals app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="settings" keepMounted={hasSettings}>
              <Settings app={app.data} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </Page>
  );
}

function Activity({ app }: { app: App }) {
  const list = useListQuery();
  const { startIndex, count } = list.query;
  return <ActivityView activity={useActivity(app.id, { startIndex, count })} list={list} />;
}

function Refusals({ app }: { app: App }) {
  const list = useListQuery();
  const { startIndex, count } = list.query;
  return <RefusalsView refusals={useRefusals(app.appKey, { startIndex, count })} list={list} />;
}

function Settings({ app }: { app: App }) {
  return (
    <Stack gap="lg">
      <AppForm app={app} update={useEditApp(app.id)} awaitsApproval={false} />
      <OwnerForm app={app} />
    </Stack>
  );
}
