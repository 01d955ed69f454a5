import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CallsView, Counts, SpanControl, spanOf } from '../../developer/calls/calls-view';
import { RefusalsView } from '../../developer/refusals/app-refusals';
import { FilterPill } from '../../ui/filter-pill';
import { Page } from '../../ui/page';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { type AllCalls, useCalls, useRefusals } from './queries';

/** How often operations are called, by which apps. Each name narrows the page to what it names. */
export function CallsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const [appKey, operation] = [list.filter('appKey'), list.filter('operation')];
  const days = spanOf(list);
  const calls = useCalls({ days, appKey, operation });
  const refusals = useRefusals({ ...list.query, search: operation ?? appKey });
  const only = (more: Record<string, string>) =>
    `?${new URLSearchParams({
      days: String(days),
      ...(appKey && { appKey }),
      ...(operation && { operation }),
      ...more,
    })}`;
  return (
    <Page
      title={t('calls.title')}
      description={t('calls.hint')}
      actions={<SpanControl list={list} />}
    >
      <Group gap="xs">
        <FilterPill
          list={list}
          name="appKey"
          label={t('calls.app')}
          text={calls.data?.apps.find((app) => app.appKey === appKey)?.name}
        />
        <FilterPill list={list} name="operation" label={t('calls.operation')} />
      </Group>
      <CallsView
        calls={calls}
        refusals="#refusals"
        operationLink={(name) => only({ operation: name })}
      >
        {!appKey && calls.data && (
          <Counts
            label={t('calls.byApp')}
            header={t('calls.app')}
            rows={calls.data.apps}
            rowKey={({ appKey: key }) => key}
            name={(row) => <AppName row={row} to={only({ appKey: row.appKey })} />}
          />
        )}
      </CallsView>
      <div id="refusals">
        <RefusalsView refusals={refusals} list={list} ofAll />
      </div>
    </Page>
  );
}

function AppName({ row: { appKey, name }, to }: { row: AllCalls['apps'][number]; to: string }) {
  const { t } = useTranslation();
  if (appKey === '-') return <Text size="sm">{t('calls.nobody')}</Text>;
  return (
    <Anchor component={Link} to={to} size="sm">
      <UserText text={name ?? t('calls.goneApp', { key: appKey })} max={60} />
    </Anchor>
  );
}
