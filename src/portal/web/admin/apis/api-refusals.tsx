import { Badge, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Api, Refusal } from '../../api/types';
import { useRefusalReason } from '../../developer/refusals/refusal-reason';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { Dotted } from '../../ui/dotted';
import { EmptyState } from '../../ui/empty-state';
import { MethodBadge } from '../../ui/method-badge';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { useRefusals } from './queries';

/** What the gates refused of this API, and what they would have refused while it was observed. */
export function ApiRefusals({ api }: { api: Api }) {
  const { t } = useTranslation();
  const list = useListQuery();
  const refusals = useRefusals({ ...list.query, api: api.name });
  const columns: Column<Refusal>[] = [
    { header: t('refusals.what'), cell: (refusal) => <What refusal={refusal} />, width: '28%' },
    { header: t('refusals.why'), cell: (refusal) => <Why refusal={refusal} /> },
    {
      header: t('refusals.credential'),
      cell: (refusal) => <Credential refusal={refusal} />,
      width: 200,
    },
    {
      header: t('refusals.gate'),
      cell: ({ gate }) => <UserText text={gate} max={40} />,
      width: 110,
    },
    {
      header: t('refusals.at'),
      cell: ({ at, times }) => (
        <>
          <Time at={at} />
          {times > 1 && (
            <Text size="xs" c="dimmed">
              {t('refusals.times', { count: times })}
            </Text>
          )}
        </>
      ),
      width: 140,
    },
  ];
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('refusals.hint')}
      </Text>
      <SearchField list={list} label={t('refusals.search')} />
      <DataTable
        label={t('refusals.title')}
        rows={refusals}
        list={list}
        columns={columns}
        rowKey={(refusal) => JSON.stringify(refusal)}
        empty={
          <EmptyState icon={IconShieldX} title={t('refusals.none')}>
            {t('refusals.noneHint')}
          </EmptyState>
        }
      />
    </Stack>
  );
}

/** The template of the path, never the path that was sent. */
function What({ refusal: { method, path, operation } }: { refusal: Refusal }) {
  return (
    <>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <MethodBadge method={method} />
        <Text size="sm" ff="monospace">
          <Dotted text={path ?? '—'} />
        </Text>
      </Group>
      {operation !== null && (
        <Text size="xs" ff="monospace" c="dimmed" mt={2}>
          <Dotted text={operation} />
        </Text>
      )}
    </>
  );
}

function Why({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const reason = useRefusalReason(refusal);
  const { status, code, decision } = refusal;
  return (
    <>
      <Group gap={6}>
        <Badge color="red" ff="monospace">
          {status}
        </Badge>
        <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {code}
        </Text>
        {decision === 'would-refuse' && (
          <Tooltip
            label={t('refusals.wouldHint')}
            events={{ hover: true, focus: true, touch: true }}
          >
            <Badge color="orange" tabIndex={0}>
              {t('refusals.would')}
            </Badge>
          </Tooltip>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={2}>
        <UserText text={reason} max={200} />
      </Text>
    </>
  );
}

function Credential({ refusal: { credential, appKey } }: { refusal: Refusal }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">
        {t(`refused.kind.${credential.kind}`)}
        {credential.tail !== null && (
          <Text span size="xs" ff="monospace" c="dimmed">
            {' '}
            ••••{credential.tail}
          </Text>
        )}
      </Text>
      {appKey !== null && <Copyable short value={appKey} label={t('apps.clientId')} />}
    </>
  );
}
