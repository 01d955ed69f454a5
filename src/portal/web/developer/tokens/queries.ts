import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  consumerTokenCreate,
  consumerTokenList,
  consumerTokenRemove,
  type PersonalTokenWithSecret,
} from '../../api/client.gen';
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

/** @param done called with the answer, also when the page that asked is gone by then */
export function useCreateToken(done: (made: PersonalTokenWithSecret) => void) {
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
