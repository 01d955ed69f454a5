import { Alert, Anchor, Box, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { App } from '../../api/types';
import { basePath } from '../../base';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { opensAnything } from '../../session/scopes';
import { Choice } from '../../ui/choice';
import { Copyable } from '../../ui/copyable';
import { Fact } from '../../ui/fact';
import { FailedPage } from '../../ui/failed-page';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { SearchField } from '../../ui/search-field';
import { useListQuery, type ListQuery } from '../../ui/use-list-query';
import { shorten } from '../../ui/user-text';
import { useApps } from '../apps/queries';
import { likelyApp, operationsOf, search } from './api-operations';
import { OperationList } from './operation-list';
import { OperationView } from './operation-view';
import { useApi, useApiDocument } from './queries';

/** One API: its operations at the left, the chosen one beside them. All that is chosen is in the URL. */
export function ApiPage() {
  const { t } = useTranslation();
  const { name = '' } = useParams();
  const list = useListQuery();
  const api = useApi(name);
  const document = useApiDocument(name);
  const apps = useOwnApps();
  const chosenName = list.filter('operation');
  const operations = useMemo(
    () =>
      api.data
        ? operationsOf(
            api.data,
            api.data.operations,
            document.data?.descriptions(api.data.basePath),
          )
        : [],
    [api.data, document.data],
  );
  if (api.isError)
    return <FailedPage query={api} back={{ to: paths.apis, label: t('consumerApis.title') }} />;
  const chosen = operations.find((each) => each.name === chosenName);
  const app = apps.find(({ id }) => id === list.filter('app')) ?? (api.data && likelyApp(apps, api.data)); // prettier-ignore
  const found = search(operations, list.search);
  // Groups have their names from the document.
  const isReady = !document.isPending;
  return (
    <Page
      back={{ to: paths.apis, label: t('consumerApis.title') }}
      title={api.data?.title}
      description={
        api.data && <Copyable value={api.data.publicUrl} label={t('consumerApis.address')} />
      }
      actions={<AppChoice apps={apps} app={app} list={list} />}
    >
      {document.isError && (
        <ProblemAlert error={document.error} retry={() => void document.refetch()} />
      )}
      <Box className="api-page" data-chosen={!!chosenName || undefined}>
        <Stack gap="sm" className="api-operations">
          <SearchField list={list} label={t('consumerApis.search')} />
          {!(api.data && isReady) && <Skeleton h={320} radius="lg" />}
          {api.data && isReady && (
            <OperationList
              operations={found}
              chosen={chosen}
              app={app}
              isSearch={list.search !== ''}
            />
          )}
          {api.data && isReady && found.length === 0 && (
            <Text c="dimmed">{t('common.noMatch')}</Text>
          )}
        </Stack>
        <Box className="api-operation" miw={0}>
          {chosenName && <AllOperations />}
          {chosenName && api.data && !chosen && (
            <Alert color="yellow" variant="light">
              <span className="user-text">
                {t('consumerApis.notHere', { name: shorten(chosenName) })}
              </span>
            </Alert>
          )}
          {api.data && isReady && chosen && (
            <OperationView api={api.data} operation={chosen} document={document.data} app={app} />
          )}
          {!chosenName && api.data && isReady && (
            <About name={name} keyHeader={api.data.keyHeader} text={document.data?.about} />
          )}
          {!isReady && <Skeleton h={320} radius="lg" />}
        </Box>
      </Box>
    </Page>
  );
}

/** The reader's apps; none when their role has none to do with apps. */
function useOwnApps(): App[] {
  const account = useAccount();
  const may = opensAnything(account.data?.scopes ?? [], 'consumer.app');
  return useApps({ count: 100 }, may).data?.entry ?? [];
}

interface AppChoiceProps {
  apps: App[];
  app?: App;
  list: ListQuery;
}

function AppChoice({ apps, app, list }: AppChoiceProps) {
  const { t } = useTranslation();
  if (apps.length === 0) return null;
  return (
    <Choice
      label={t('consumerApis.app')}
      value={app?.id ?? ''}
      onChange={(id) => list.setFilter('app', id)}
      choices={apps.map(({ id, name }) => ({ value: id, label: shorten(name, 40) }))}
    />
  );
}

/** On a phone the list gives way to what was chosen; this leads back. */
function AllOperations() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.delete('operation');
  return (
    <Anchor
      component={Link}
      to={`?${next}`}
      size="sm"
      hiddenFrom="md"
      display="inline-block"
      mb="sm"
    >
      ← {t('consumerApis.all')}
    </Anchor>
  );
}

interface AboutProps {
  name: string;
  keyHeader: string;
  text?: string;
}

/** What stands there until an operation is chosen. */
function About({ name, keyHeader, text }: AboutProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('consumerApis.about')} description={t('consumerApis.choose')}>
      <Stack gap="md">
        {text && (
          <Text size="sm" className="document-text">
            {text}
          </Text>
        )}
        <Group className="facts">
          <Fact label={t('consumerApis.keyHeader')}>
            <Copyable value={keyHeader} label={t('consumerApis.keyHeader')} />
          </Fact>
          <Fact label={t('consumerApis.document')}>
            <Anchor
              href={`${basePath}/consumer/api/${encodeURIComponent(name)}/document`}
              download={`${name}.json`}
              size="sm"
            >
              {name}.json
            </Anchor>
          </Fact>
        </Group>
      </Stack>
    </Section>
  );
}
