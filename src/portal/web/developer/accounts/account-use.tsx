import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { App } from '../../api/types';
import { serverUrl } from '../../base';
import { paths } from '../../paths';
import { CodeBlock } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { Section } from '../../ui/page';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { lastUse, useApps } from '../apps/queries';

/** The reader's apps that work for one customer account alone. */
export function AccountApps({ id }: { id: string }) {
  const { t } = useTranslation();
  const list = useListQuery();
  const apps = useApps({ ...list.query, search: undefined, accountId: id });
  const columns: Column<App>[] = [
    {
      header: t('apps.name'),
      cell: (app) => (
        <Anchor component={Link} to={generatePath(paths.app, { id: app.id })} fw={550}>
          <UserText text={app.name} max={60} />
        </Anchor>
      ),
    },
    {
      header: t('apps.status'),
      cell: ({ status }) => <StatusBadge of="app" status={status} />,
      width: 120,
    },
    {
      header: t('apps.lastUsed'),
      cell: ({ secrets }) => <Time at={lastUse(secrets)} empty={t('apps.neverUsed')} />,
      width: 140,
    },
  ];
  return (
    <Stack gap="md">
      <Section title={t('accounts.apps')} description={t('accounts.appsHint')} />
      <DataTable
        label={t('accounts.apps')}
        rows={apps}
        list={list}
        columns={columns}
        rowKey={(app) => app.id}
        empty={
          <Text p="md" c="dimmed" size="sm">
            {t('accounts.noApps')}
          </Text>
        }
      />
    </Stack>
  );
}

/** How a program works for one customer account alone, in the two ways that there are. */
export function AccountSnippet({ id }: { id: string }) {
  const { t } = useTranslation();
  const [token, header] = [
    `curl -u "$APP_KEY:$APP_SECRET" ${serverUrl}/authorization/token \\
  -d grant_type=client_credentials -d scope="deliveries account:${id}"`,
    `curl -H "Authorization: Bearer $TOKEN" -H "X-Account: ${id}" ${serverUrl}/api/deliveries`,
  ];
  return (
    <Section title={t('accounts.use')} description={t('accounts.useHint')}>
      <Stack gap="sm">
        <Text size="sm">{t('accounts.useToken')}</Text>
        <CodeBlock label={t('accounts.useToken')} code={token} />
        <Text size="sm">{t('accounts.useHeader')}</Text>
        <CodeBlock label={t('accounts.useHeader')} code={header} />
      </Stack>
    </Section>
  );
}
