import { Alert, Anchor, Box, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'react-router';
import type { App } from '../../api/types';
import { useAccount } from '../../session/queries';
import { opensAnything } from '../../session/scopes';
import { Choice } from '../../ui/choice';
import { SearchField } from '../../ui/search-field';
import { useListQuery } from '../../ui/use-list-query';
import { shorten } from '../../ui/user-text';
import { useApps } from '../apps/queries';
import type { ApiDocument } from './document';
import { OperationList } from './operation-list';
import { OperationView } from './operation-view';
import { likelyApp, search, type ApiOperation, type DescribedApi } from './operations';

interface OperationBrowserProps {
  /** Unset until it is here. */
  api?: DescribedApi;
  operations: ApiOperation[];
  document?: ApiDocument;
  app?: App;
  /** Whether the operations are known: groups have their names from the document. */
  isReady: boolean;
  /** What stands in place of an operation until one is chosen. */
  children: ReactNode;
}

/** The operations at the left, the chosen one beside them. All that is chosen is in the URL. */
export function OperationBrowser(props: OperationBrowserProps) {
  const { api, operations, document, app, isReady, children } = props;
  const { t } = useTranslation();
  const list = useListQuery();
  const chosenName = useChosenName();
  const chosen = operations.find(({ name }) => name === chosenName);
  const found = search(operations, list.search);
  return (
    <Box className="api-page" data-chosen={!!chosenName || undefined}>
      <Stack gap="sm" className="api-operations">
        <SearchField list={list} label={t('consumerApis.search')} />
        {!isReady && <Skeleton h={320} radius="lg" />}
        {isReady && (
          <OperationList
            operations={found}
            chosen={chosen}
            app={app}
            isSearch={list.search !== ''}
            opensFirst={api?.isOwn}
          />
        )}
        {isReady && found.length === 0 && <Text c="dimmed">{t('common.noMatch')}</Text>}
      </Stack>
      <Box className="api-operation" miw={0}>
        {chosenName && <AllOperations />}
        {isReady && chosenName && !chosen && (
          <Alert color="yellow" variant="light">
            <span className="user-text">
              {t('consumerApis.notHere', { name: shorten(chosenName) })}
            </span>
          </Alert>
        )}
        {api && isReady && chosen && (
          <OperationView api={api} operation={chosen} document={document} app={app} />
        )}
        {isReady && !chosenName && children}
        {!isReady && <Skeleton h={320} radius="lg" />}
      </Box>
    </Box>
  );
}

/**
 * The name in the URL. A link may have it as its fragment, `#tasks.list`, as in other references
 * `#/Sample/tasks.list`; from then on it is in the query, beside all else that is chosen.
 */
function useChosenName(): string | undefined {
  const list = useListQuery();
  const { hash } = useLocation();
  const [, linked] = /^#(?:.*\/)?([\w-]+(?:\.[\w-]+)+)$/.exec(hash) ?? [];
  const { setFilter } = list;
  useEffect(() => {
    if (linked) setFilter('operation', linked);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the setter is another one each time
  }, [linked]);
  return linked ?? list.filter('operation');
}

/** The reader's apps, and the one that is chosen or most likely meant; none for whose role has none. */
export function useChosenApp(operations: ApiOperation[]): { apps: App[]; app?: App } {
  const account = useAccount();
  const list = useListQuery();
  const may = opensAnything(account.data?.scopes ?? [], 'consumer.app');
  const apps = useApps({ count: 100 }, may).data?.entry ?? [];
  const app = apps.find(({ id }) => id === list.filter('app')) ?? likelyApp(apps, operations);
  return { apps, app };
}

/** For which app the page is read. */
export function AppChoice({ apps, app }: { apps: App[]; app?: App }) {
  const { t } = useTranslation();
  const list = useListQuery();
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
