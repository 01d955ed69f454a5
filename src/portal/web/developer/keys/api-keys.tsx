import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiKey, App } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { NewApiKeyDialog } from './new-api-key-dialog';
import { useApiKeys, useEndApiKey } from './queries';
import { RotateApiKey } from './rotate-api-key';

/** The API keys of an app, or why it has none. */
export function ApiKeys({ app }: { app: App }) {
  const { t } = useTranslation();
  if (app.type === 'public')
    return <Section title={t('keys.title')} description={t('keys.notPublic')} />;
  if (app.dpop) return <Section title={t('keys.title')} description={t('keys.notBound')} />;
  return <KeyTable app={app} />;
}

function KeyTable({ app }: { app: App }) {
  const { t } = useTranslation();
  const list = useListQuery();
  const keys = useApiKeys(app.id, {
    startIndex: list.query.startIndex,
    count: list.query.count,
  });
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('keys.new')}
    </Button>
  );
  const columns: Column<ApiKey>[] = [
    { header: t('tokens.name'), cell: (key) => <Name apiKey={key} /> },
    { header: t('grants.scopes'), cell: ({ scopes }) => <ScopeBadges scopes={scopes} max={2} /> },
    { header: t('apps.created'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 130 },
    {
      header: t('apps.lastUsed'),
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} empty={t('apps.neverUsed')} />,
      width: 130,
    },
    {
      header: t('apps.ends'),
      cell: ({ expiresAt }) => <Time at={expiresAt} empty={t('apps.endsNever')} />,
      width: 130,
    },
    { cell: (key) => <Actions app={app} apiKey={key} />, width: 260 },
  ];
  const hasSome = !!keys.data?.totalResults;
  return (
    <Stack gap="lg">
      <Section
        title={t('keys.title')}
        description={t('keys.hint')}
        actions={hasSome ? add : undefined}
      >
        <DataTable
          label={t('keys.title')}
          rows={keys}
          list={list}
          columns={columns}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon={IconKey} title={t('keys.none')} action={add}>
              {t('keys.noneHint')}
            </EmptyState>
          }
        />
      </Section>
      <NewApiKeyDialog app={app} opened={asked} onClose={close} />
    </Stack>
  );
}

function Name({ apiKey: { name, tail } }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  return (
    <div>
      <UserText text={name} max={60} />
      <Text ff={tail === null ? undefined : 'monospace'} size="xs" c="dimmed">
        {tail === null ? t('keys.imported') : `••••${tail}`}
      </Text>
    </div>
  );
}

function Actions({ app, apiKey }: { app: App; apiKey: ApiKey }) {
  const { t } = useTranslation();
  const end = useEndApiKey(app.id);
  const name = shorten(apiKey.name, 60);
  return (
    <Group gap="xs">
      <RotateApiKey appId={app.id} apiKey={apiKey} />
      <ConfirmButton
        size="compact-sm"
        label={t('keys.end')}
        aria-label={`${t('keys.end')}: ${name}`}
        title={t('keys.endTitle', { name })}
        consequence={t('keys.endConsequence')}
        run={() => end.mutateAsync(apiKey.id)}
        done={() => notify(t('keys.ended'))}
      />
    </Group>
  );
}
