import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendAppActivity,
  backendAppCreate,
  backendAppEndTokens,
  backendAppGet,
  backendAppList,
  backendAppRemove,
  backendAppUpdate,
  backendRefusalList,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import { ProblemError } from '../../api/http';
import type { App, AppWithSecret, ListRequest } from '../../api/types';
import type { AppDraft, NewApp } from '../../developer/apps/queries';

export interface AppChange {
  /** To the owner, about the status. */
  decisionMessage?: string;
  status?: App['status'];
  firstParty?: boolean;
  exchangeAudiences?: string[];
  ownerId?: string;
}

/** @param done called with the answer, also when the page that asked is gone by then */
function useAppMutation<I, O>(run: (input: I) => Promise<O>, done?: (answer: O) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      done?.(answer);
      return client.invalidateQueries({
        predicate: ({ queryKey }) => /^(backend|consumer)\.app/.test(String(queryKey[0])),
      });
    },
  });
}

export type AppRequest = NonNullable<Parameters<typeof backendAppList>[0]>;

export function useApps(query: AppRequest) {
  return useQuery({
    queryKey: ['backend.app.list', query],
    queryFn: () => backendAppList(query),
    placeholderData: keepPreviousData,
  });
}

export function useApp(id: string) {
  return useQuery({
    queryKey: ['backend.app.get', id],
    queryFn: () => backendAppGet(id),
  });
}

export function useActivity(id: string, query: ListRequest) {
  return useQuery({
    queryKey: ['backend.app.activity', id, query],
    queryFn: () => backendAppActivity(id, query),
    placeholderData: keepPreviousData,
  });
}

/** What the gate refused to an app. */
export function useRefusals(appKey: string, query: ListRequest) {
  return useQuery({
    queryKey: ['backend.refusal.list', appKey, query],
    queryFn: () => backendRefusalList({ ...query, search: appKey }),
    placeholderData: keepPreviousData,
  });
}

/** For somebody; only who owns it gets the secret. */
export function useCreateApp(done: (app: AppWithSecret) => void) {
  return useAppMutation((body: NewApp & { ownerId?: string }) => backendAppCreate(body), done);
}

/** What its owner could change, too. */
export function useEditApp(id: string) {
  return useAppMutation(({ of, ...body }: Partial<AppDraft> & { of: App }) =>
    backendAppUpdate(id, body, ifMatch(of)),
  );
}

export function useUpdateApp(app: App) {
  return useAppMutation((body: AppChange) => backendAppUpdate(app.id, body, ifMatch(app)));
}

/**
 * Sets the status of one of several apps, as it was seen in the list.
 * @throws ProblemError `changed_meanwhile`: nobody approves what they have not seen
 */
export async function setAppStatus(seen: App, status: App['status']) {
  const app = await backendAppGet(seen.id);
  if (app.updatedAt !== seen.updatedAt)
    throw new ProblemError(412, 'changed_meanwhile', 'The app was changed meanwhile.');
  return backendAppUpdate(app.id, { status }, ifMatch(app));
}

export function useEndTokens(id: string) {
  return useAppMutation(() => backendAppEndTokens(id));
}

export function useRemoveApp() {
  return useAppMutation((app: App) => backendAppRemove(app.id, ifMatch(app)));
}
