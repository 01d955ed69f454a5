import { Badge, Group, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { paths } from '../../paths';
import { AccountBadge } from '../../ui/account-badge';
import { FailedPage } from '../../ui/failed-page';
import { Page } from '../../ui/page';
import { StatusBadge } from '../../ui/status-badge';
import { UserText } from '../../ui/user-text';
import { ApiKeys } from '../keys/api-keys';
import { AppCalls } from '../calls/app-calls';
import { AppRefusals } from '../refusals/app-refusals';
import { AppActivity } from './app-activity';
import { AppKeys } from './app-keys';
import { AppSettings } from './app-settings';
import { AppStatus } from './app-status';
import { FirstCall } from './first-call';
import { useApp } from './queries';

const TABS = ['keys', 'api-keys', 'call', 'calls', 'activity', 'refusals', 'settings'] as const;

/** On a phone the row of tabs is wider than the screen: the open one is in sight. */
function inSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** One app: its client ID, secrets and API keys, the first call, what it did, and what it may. The open tab is in the URL. */
export function AppPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const app = useApp(id);
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'keys';
  // What was typed there stays while another tab is looked at.
  const [hasSettings, setSettings] = useState(false);
  if (tab === 'settings' && !hasSettings) setSettings(true);
  if (app.isError)
    return <FailedPage query={app} back={{ to: paths.apps, label: t('apps.title') }} />;
  const heading = app.data && (
    <Group gap="sm">
      <UserText text={app.data.name} max={80} />
      <StatusBadge of="app" status={app.data.status} />
      <Badge color="gray">{t(`apps.${app.data.type}`)}</Badge>
      <AccountBadge id={app.data.accountId} name={app.data.accountName} />
    </Group>
  );
  return (
    <Page
      back={{ to: paths.apps, label: t('apps.title') }}
      title={app.data?.name}
      heading={heading}
      description={app.data?.description.slice(0, 300)}
    >
      {app.data && <AppStatus app={app.data} />}
      <Tabs
        value={tab}
        keepMounted={false}
        keepMountedMode="display-none"
        onChange={(next) => setParams(next ? { tab: next } : {}, { replace: true })}
      >
        <Tabs.List className="tabs" mb="lg" aria-label={t('apps.views')}>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} ref={name === tab ? inSight : undefined}>
              {t(`apps.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {app.data && (
          <>
            <Tabs.Panel value="keys">
              <AppKeys app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="api-keys">
              <ApiKeys app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="call">
              <FirstCall app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="calls">
              <AppCalls app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="activity">
              <AppActivity app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="refusals">
              <AppRefusals app={app.data} />
            </Tabs.Panel>
            <Tabs.Panel value="settings" keepMounted={hasSettings}>
              <AppSettings app={app.data} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </Page>
  );
}
