import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callAll } from '../../api/http';
import type { ListRequest, OfferedScope, Page, PersonalToken } from '../../api/types';

const list = 'consumer.token.list';

interface NewToken {
  name: string;
  scopes: string[];
  expiresAt: string;
}

export function useTokens(query: ListRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => call<Page<PersonalToken>>('GET', '/consumer/token', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function useOfferedScopes() {
  return useQuery({
    queryKey: ['consumer.scope.list'],
    queryFn: () => callAll<OfferedScope>('/consumer/scope', { all: true }),
    staleTime: 60_000,
  });
}

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) =>
      call<{ id: string; token: string; name: string }>('POST', '/consumer/token', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}

export function useRemoveToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/consumer/token/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
