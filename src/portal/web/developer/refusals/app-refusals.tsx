import { Anchor, Badge, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { App, Refusal } from '../../api/types';
import { paths } from '../../paths';
import { DataTable, type Column } from '../../ui/data-table';
import { Dotted } from '../../ui/dotted';
import { EmptyState } from '../../ui/empty-state';
import { MethodBadge } from '../../ui/method-badge';
import { Section } from '../../ui/page';
import { Time } from '../../ui/time';
import { type ListQuery, useListQuery } from '../../ui/use-list-query';
import { useRefusals } from './queries';
import { useRefusalReason } from './refusal-reason';

/** Why calls of the app to imported APIs were refused, counted by the hour. */
export function AppRefusals({ app }: { app: App }) {
  const list = useListQuery();
  const { startIndex, count } = list.query;
  const refusals = useRefusals(app.id, { startIndex, count });
  return <RefusalsView refusals={refusals} list={list} appId={app.id} />;
}

interface RefusalsViewProps {
  refusals: ReturnType<typeof useRefusals>;
  list: ListQuery;
  /** The reader's own app, which the pages of APIs then speak of. */
  appId?: string;
  /** Of all apps, not of one. */
  ofAll?: boolean;
}

/** What the owner of an app and administrators see of its refused calls. */
export function RefusalsView({ refusals, list, appId, ofAll }: RefusalsViewProps) {
  const { t } = useTranslation();
  const columns: Column<Refusal>[] = [
    {
      header: t('refused.call'),
      cell: (refusal) => <Call refusal={refusal} appId={appId} />,
      width: '27%',
    },
    { header: t('refused.why'), cell: (refusal) => <Why refusal={refusal} /> },
    {
      header: t('refused.credential'),
      cell: ({ credential }) => <Credential {...credential} />,
      width: 125,
    },
    { header: t('activity.times'), cell: ({ times }) => times, width: 70 },
    { header: t('activity.at'), cell: ({ at }) => <Time at={at} />, width: 125 },
  ];
  return (
    <Section
      title={t('refused.title')}
      description={t(ofAll ? 'refused.hintOfAll' : 'refused.hint')}
    >
      <DataTable
        label={t('refused.title')}
        rows={refusals}
        list={list}
        columns={columns}
        rowKey={(refusal) => JSON.stringify(refusal)}
        empty={
          <EmptyState icon={IconShieldCheck} title={t('refused.none')}>
            {t(ofAll ? 'refused.noneHintOfAll' : 'refused.noneHint')}
          </EmptyState>
        }
      />
    </Section>
  );
}

/** Method and operation, as a link to where the operation is described. */
function Call({ refusal, appId }: { refusal: Refusal; appId?: string }) {
  const { t } = useTranslation();
  const { api, operation, method, path } = refusal;
  const query = new URLSearchParams({
    ...(appId && { app: appId }),
    ...(operation && { operation }),
  });
  return (
    <Stack gap={4} align="flex-start">
      <Group gap={6} wrap="nowrap" align="flex-start">
        <MethodBadge method={method} />
        <Text size="sm" ff="monospace">
          {path ? <Dotted text={path} /> : t('refused.noPath')}
        </Text>
      </Group>
      <Anchor
        component={Link}
        to={`${generatePath(paths.api, { name: api })}?${query}`}
        ff="monospace"
      >
        <Dotted text={operation ?? api} />
      </Anchor>
    </Stack>
  );
}

const ADVISED = ['insufficient_scope', 'invalid_token', 'unknown_operation', 'method_not_allowed', 'account_restricted'] as const; // prettier-ignore

/** The reason in the reader's words, and what helps. */
function Why({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const { status, code, decision } = refusal;
  const advised = ADVISED.find((each) => each === code);
  return (
    <div>
      <Group gap={6}>
        <Badge color="red" ff="monospace" maw="none" miw="max-content">
          {status} {code}
        </Badge>
        {decision === 'would-refuse' && (
          <Tooltip label={t('refused.observedHint')}>
            <Badge color="yellow">{t('refused.observed')}</Badge>
          </Tooltip>
        )}
      </Group>
      <Text size="sm" mt={4}>
        <Dotted text={useRefusalReason(refusal)} />
      </Text>
      {advised && (
        <Text size="sm" c="dimmed" mt={2}>
          {t(`refused.advice.${advised}`)}
        </Text>
      )}
    </div>
  );
}

function Credential({ kind, tail }: Refusal['credential']) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t(`refused.kind.${kind}`)}</Text>
      {tail && (
        <Text size="xs" ff="monospace" c="dimmed">
          ••••{tail}
        </Text>
      )}
    </>
  );
}
