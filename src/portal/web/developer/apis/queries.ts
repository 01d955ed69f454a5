import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { consumerApiDocument, consumerApiGet, consumerApiList } from '../../api/client.gen';
import { allOf } from '../../api/http';
import type { ListRequest } from '../../api/types';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import { ApiDocument } from '../operations/document';

/** The APIs of which my role opens something, page by page. */
export function useApis(query: ListRequest) {
  return useQuery({
    queryKey: ['consumer.api.list', query],
    queryFn: () => consumerApiList(query),
    placeholderData: keepPreviousData,
  });
}

/** What APIs are called, by name; nothing for who may not list them. */
export function useApiTitles(): Record<string, string> {
  const account = useAccount();
  const apis = useQuery({
    queryKey: ['consumer.api.list', 'all'],
    queryFn: () => allOf((page) => consumerApiList(page)),
    staleTime: 60_000,
    enabled: covers(account.data?.scopes ?? [], 'consumer.api.list'),
  });
  return Object.fromEntries((apis.data ?? []).map(({ name, title }) => [name, title]));
}

export function useApi(name: string) {
  return useQuery({
    queryKey: ['consumer.api.get', name],
    queryFn: () => consumerApiGet(name),
    staleTime: 30_000,
  });
}

/** The OpenAPI document of what my role opens; it may be several megabytes. */
export function useApiDocument(name: string) {
  return useQuery({
    queryKey: ['consumer.api.document', name],
    queryFn: async () => new ApiDocument(await consumerApiDocument(name)),
    staleTime: 300_000,
    structuralSharing: false,
  });
}
