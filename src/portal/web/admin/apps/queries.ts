import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendAppActivity,
  backendAppEndTokens,
  backendAppGet,
  backendAppList,
  backendAppRemove,
  backendAppUpdate,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import type { App, ListRequest } from '../../api/types';

export interface AppChange {
  status?: App['status'];
  firstParty?: boolean;
  exchangeAudiences?: string[];
}

function useAppMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('backend.app'),
      }),
  });
}

interface AppRequest extends ListRequest {
  status?: App['status'];
  ownerId?: string;
  accountId?: string;
}

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

export function useActivity(id: string) {
  return useQuery({
    queryKey: ['backend.app.activity', id],
    queryFn: () => backendAppActivity(id, { count: 20 }),
  });
}

export function useUpdateApp(app: App) {
  return useAppMutation((body: AppChange) => backendAppUpdate(app.id, body, ifMatch(app)));
}

export function useEndTokens(id: string) {
  return useAppMutation(() => backendAppEndTokens(id));
}

export function useRemoveApp() {
  return useAppMutation((app: App) => backendAppRemove(app.id, ifMatch(app)));
}
