import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { consumerApiDocument, consumerApiGet, consumerApiList } from '../../api/client.gen';
import { allOf } from '../../api/http';
import type { ListRequest } from '../../api/types';
import { ApiDocument } from './document';

/** The APIs of which my role opens something, page by page. */
export function useApis(query: ListRequest) {
  return useQuery({
    queryKey: ['consumer.api.list', query],
    queryFn: () => consumerApiList(query),
    placeholderData: keepPreviousData,
  });
}

/** All of them, where names are needed. @param enabled whether the reader may list them */
export function useAllApis(enabled = true) {
  return useQuery({
    queryKey: ['consumer.api.list', 'all'],
    queryFn: () => allOf((page) => consumerApiList(page)),
    staleTime: 60_000,
    enabled,
  });
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
