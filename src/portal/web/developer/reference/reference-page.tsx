import { Accordion, Anchor, Badge, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconLock, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { opensAnything } from '../../session/scopes';
import { MethodBadge } from '../../ui/method-badge';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { SearchField } from '../../ui/search-field';
import { useListQuery } from '../../ui/use-list-query';
import { useApiDocument, type ApiOperation } from './document';
import { OperationDetail } from './operation-detail';

/** Every operation, from our own OpenAPI document; the open one is in the URL. */
export function ReferencePage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const document = useApiDocument();
  const wanted = list.search.toLowerCase();
  const found = (document.data ?? []).filter(({ id, path, summary }) =>
    `${id} ${path} ${summary}`.toLowerCase().includes(wanted),
  );
  const groups = Map.groupBy(found, ({ group }) => group);
  return (
    <Page
      title={t('reference.title')}
      description={
        <>
          {t('reference.hint')} <ToApis />
        </>
      }
    >
      <SearchField list={list} label={t('reference.search')} />
      {document.isError && (
        <ProblemAlert error={document.error} retry={() => void document.refetch()} />
      )}
      {document.isPending && <Skeleton h={400} radius="lg" />}
      {document.data && !found.length && <Text c="dimmed">{t('common.noMatch')}</Text>}
      <Stack gap="xl">
        {[...groups].map(([group, operations]) => (
          <section key={group} aria-label={group}>
            <Title order={2} mb="sm" ff="monospace">
              {group}
            </Title>
            <Operations
              operations={operations}
              opened={list.filter('operation') ?? null}
              open={(id) => list.setFilter('operation', id)}
            />
          </section>
        ))}
      </Stack>
    </Page>
  );
}

/** For who is signed in: APIs of the provider are seen by role. */
function ToApis() {
  const { t } = useTranslation();
  const account = useAccount();
  if (!opensAnything(account.data?.scopes ?? [], 'consumer.api')) return null;
  return (
    <Anchor component={Link} to={paths.apis} inherit underline="always">
      {t('reference.toApis')}
    </Anchor>
  );
}

interface OperationsProps {
  operations: ApiOperation[];
  opened: string | null;
  open: (id: string | null) => void;
}

function Operations({ operations, opened, open }: OperationsProps) {
  return (
    <Accordion
      className="surface operations"
      value={opened}
      onChange={open}
      keepMounted={false}
      order={3}
    >
      {operations.map((operation) => (
        <Accordion.Item key={operation.id} value={operation.id}>
          <Accordion.Control>
            <Head operation={operation} />
          </Accordion.Control>
          <Accordion.Panel>
            <OperationDetail operation={operation} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Head({ operation }: { operation: ApiOperation }) {
  const { t } = useTranslation();
  return (
    <Group gap="sm" wrap="wrap">
      <MethodBadge method={operation.method} />
      <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {operation.path}
      </Text>
      <Text size="sm" c="dimmed">
        {operation.summary}
      </Text>
      {operation.public ? (
        <Badge color="green" leftSection={<IconWorld size={12} aria-hidden />}>
          {t('operations.public')}
        </Badge>
      ) : (
        <Badge color="gray" leftSection={<IconLock size={12} aria-hidden />} ff="monospace">
          {operation.scopes.join(' ') || t('operations.private')}
        </Badge>
      )}
    </Group>
  );
}
