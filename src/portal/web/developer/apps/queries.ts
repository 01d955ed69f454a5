import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  consumerAppActivity,
  consumerAppCreate,
  consumerAppDisable,
  consumerAppEnable,
  consumerAppEndTokens,
  consumerAppGet,
  consumerAppList,
  consumerAppRemove,
  consumerAppRemoveSecret,
  consumerAppSecret,
  consumerAppUpdate,
  consumerScopeList,
} from '../../api/client.gen';
import { allOf } from '../../api/http';
import { ifMatch } from '../../api/entity-tag';
import type { App, AppWithSecret, ListRequest } from '../../api/types';

/** What a developer says about an app. */
export interface AppDraft {
  name: string;
  url: string | null;
  description: string;
  scopes: string[];
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  idTokenAlg: App['idTokenAlg'];
  dpop: boolean;
}

export interface NewApp extends AppDraft {
  type: App['type'];
  accountId?: string;
}

/** How long what was replaced lives on. */
export const OVERLAPS = ['now', '1h', '24h', '7d'] as const;

export type Overlap = (typeof OVERLAPS)[number];

const list = 'consumer.app.list';
const get = 'consumer.app.get';

/** When one of an app's live secrets was used last. */
export function lastUse(secrets: App['secrets']): string | null {
  const uses = secrets.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
  return uses.toSorted().at(-1) ?? null;
}

/** Which apps a list shows. */
export type AppListRequest = NonNullable<Parameters<typeof consumerAppList>[0]>;

/** @param enabled whether the reader may list apps */
export function useApps(query: AppListRequest, enabled = true) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => consumerAppList(query),
    enabled,
    placeholderData: keepPreviousData,
  });
}

export function useApp(id: string) {
  return useQuery({
    queryKey: [get, id],
    queryFn: () => consumerAppGet(id),
  });
}

/** Every scope, with the reason where the reader may not give it. */
export function useOfferedScopes() {
  return useQuery({
    queryKey: ['consumer.scope.list'],
    queryFn: () => allOf((page) => consumerScopeList({ ...page, all: 'true' })),
    staleTime: 60_000,
  });
}

/**
 * After a change every view of apps is asked for again.
 * @param done called with the answer, also when the page that asked is gone by then
 */
function useAppMutation<I, O>(run: (input: I) => Promise<O>, done?: (answer: O) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      done?.(answer);
      return client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('consumer.app'),
      });
    },
  });
}

export function useCreateApp(done: (app: AppWithSecret) => void) {
  return useAppMutation((body: NewApp) => consumerAppCreate(body), done);
}

export function useUpdateApp(id: string) {
  return useAppMutation(({ of, ...body }: Partial<AppDraft> & { of: App }) =>
    consumerAppUpdate(id, body, ifMatch(of)),
  );
}

export function useDisableApp(id: string) {
  return useAppMutation(() => consumerAppDisable(id));
}

/** @param done called before the views change, for the button that asks goes with them */
export function useEnableApp(id: string, done: () => void) {
  return useAppMutation(async () => {
    await consumerAppEnable(id);
    done();
  });
}

export function useRemoveApp() {
  return useAppMutation((app: App) => consumerAppRemove(app.id, ifMatch(app)));
}

export function useNewSecret(id: string, done: (secret: string) => void) {
  return useAppMutation(
    (overlap: Overlap) => consumerAppSecret(id, { overlap }),
    ({ appSecret }) => {
      if (appSecret) done(appSecret);
    },
  );
}

export function useEndSecret(id: string) {
  return useAppMutation((secretId: string) => consumerAppRemoveSecret(id, secretId));
}

export function useEndTokens(id: string) {
  return useAppMutation(() => consumerAppEndTokens(id));
}

export function useActivity(id: string, query: ListRequest) {
  return useQuery({
    queryKey: ['consumer.app.activity', id, query],
    queryFn: () => consumerAppActivity(id, query),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}
