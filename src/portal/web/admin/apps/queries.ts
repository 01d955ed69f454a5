import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http';
import type { Activity, App, ListRequest, Page } from '../../api/types';

export interface AppChange {
  status?: App['status'];
  firstParty?: boolean;
}

const one = (id: string) => `/backend/app/${encodeURIComponent(id)}`;

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

export function useApps(query: ListRequest) {
  return useQuery({
    queryKey: ['backend.app.list', query],
    queryFn: () => call<Page<App>>('GET', '/backend/app', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function useApp(id: string) {
  return useQuery({
    queryKey: ['backend.app.get', id],
    queryFn: () => call<App>('GET', one(id)),
  });
}

export function useActivity(id: string) {
  return useQuery({
    queryKey: ['backend.app.activity', id],
    queryFn: () => call<Activity>('GET', `${one(id)}/activity`, { query: { count: 20 } }),
  });
}

export function useUpdateApp(id: string) {
  return useAppMutation((body: AppChange) => call<App>('PUT', one(id), { body }));
}

export function useEndTokens(id: string) {
  return useAppMutation(() => call('DELETE', `${one(id)}/token`));
}

export function useRemoveApp() {
  return useAppMutation((id: string) => call('DELETE', one(id)));
}
