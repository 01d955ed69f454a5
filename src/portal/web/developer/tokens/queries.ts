import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  consumerScopeList,
  consumerTokenCreate,
  consumerTokenList,
  consumerTokenRemove,
  type NewPersonalTokenDto,
} from '../../api/client.gen';
import { allOf } from '../../api/http';
import type { ListRequest } from '../../api/types';

const list = 'consumer.token.list';

interface NewToken {
  name: string;
  scopes: string[];
  expiresAt: string;
  accountId?: string;
}

export function useTokens(query: ListRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => consumerTokenList(query),
    placeholderData: keepPreviousData,
  });
}

export function useOfferedScopes() {
  return useQuery({
    queryKey: ['consumer.scope.list'],
    queryFn: () => allOf((page) => consumerScopeList({ ...page, all: 'true' })),
    staleTime: 60_000,
  });
}

/** @param done called with the answer, also when the page that asked is gone by then */
export function useCreateToken(done: (made: NewPersonalTokenDto) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) => consumerTokenCreate(body),
    onSuccess: (made) => {
      done(made);
      return client.invalidateQueries({ queryKey: [list] });
    },
  });
}

export function useRemoveToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => consumerTokenRemove(id),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
