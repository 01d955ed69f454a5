import { Alert, Anchor, Badge, Group, Stack, Tabs } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useParams, useSearchParams } from 'react-router';
import type { Api } from '../../api/types';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
import { FailedPage } from '../../ui/failed-page';
import { Few } from '../../ui/few';
import { Page } from '../../ui/page';
import { Time } from '../../ui/time';
import { oneOf } from '../../ui/use-list-query';
import { ApiImport } from './api-import';
import { ApiOperations } from './api-operations';
import { ApiRefusals } from './api-refusals';
import { ApiSettings } from './api-settings';
import { isObserved } from './apis-page';
import { useApi, useGatesOf } from './queries';

const TABS = ['operations', 'import', 'settings', 'refusals'] as const;

/** One API: its operations, its document, how it is guarded, and what was refused. The open tab is in the URL. */
export function ApiPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const api = useApi(id);
  const [params, setParams] = useSearchParams();
  const tab = oneOf(TABS, params.get('tab') ?? undefined) ?? 'operations';
  const goTo = (next: string | null) => setParams(next ? { tab: next } : {}, { replace: true });
  // What was typed in a form stays while another tab is looked at.
  const [visited, setVisited] = useState<string[]>([]);
  if (!visited.includes(tab)) setVisited([...visited, tab]);
  if (api.isError)
    return <FailedPage query={api} back={{ to: paths.adminApis, label: t('adminApis.title') }} />;
  return (
    <Page
      back={{ to: paths.adminApis, label: t('adminApis.title') }}
      title={api.data?.title}
      description={api.data && <Glance api={api.data} />}
    >
      {api.data && isObserved(api.data) && (
        <Alert color="yellow" variant="light" icon={<IconEye size={18} />}>
          {t('adminApis.observed')} <Time at={api.data.observeUntil} />.
        </Alert>
      )}
      <Tabs value={tab} keepMounted={false} keepMountedMode="display-none" onChange={goTo}>
        <Tabs.List className="tabs" mb="lg" aria-label={t('adminApis.views')}>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`adminApis.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {api.data && (
          <>
            <Tabs.Panel value="operations">
              <ApiOperations api={api.data} goToImport={() => goTo('import')} />
            </Tabs.Panel>
            <Tabs.Panel value="import" keepMounted={visited.includes('import')}>
              <ApiImport api={api.data} done={() => goTo('operations')} />
            </Tabs.Panel>
            <Tabs.Panel value="settings" keepMounted={visited.includes('settings')}>
              <ApiSettings key={api.data.id} api={api.data} />
            </Tabs.Panel>
            <Tabs.Panel value="refusals">
              <ApiRefusals api={api.data} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </Page>
  );
}

/** Its name, its address, how many operations it has, and which gates ask for it. */
function Glance({ api }: { api: Api }) {
  const { t } = useTranslation();
  const gates = useGatesOf(api.name);
  return (
    <Stack gap={6} mt={2}>
      <Group gap="xs">
        <Badge color="gray" ff="monospace">
          {api.name}
        </Badge>
        <Copyable value={api.publicUrl} label={t('adminApis.publicUrl')} />
      </Group>
      <Group fz="sm" style={{ gap: '0.25rem 1.5rem' }}>
        <span>
          {t('adminApis.operationsCount', { count: api.operations })}
          {api.publicOperations > 0 &&
            `, ${t('adminApis.openOperations', { count: api.publicOperations })}`}
        </span>
        <span>
          {t('adminApis.imported')}{' '}
          <Time at={api.importedAt} empty={t('adminApis.importNever').toLowerCase()} />
        </span>
        {gates.data?.length ? (
          <Group gap={6}>
            {t('audit.labelled', { name: t('adminApis.gates') })}
            <Few label={t('adminApis.gates')} most={5}>
              {gates.data.map(({ id, name }) => (
                <Anchor key={id} component={Link} to={generatePath(paths.gate, { id })} fz="sm">
                  {name}
                </Anchor>
              ))}
            </Few>
          </Group>
        ) : (
          <Anchor component={Link} to={paths.gates} fz="sm">
            {t('adminApis.noGate')}
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}
