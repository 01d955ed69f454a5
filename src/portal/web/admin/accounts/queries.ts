import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendAccountGet,
  backendAccountList,
  backendAccountMemberList,
  backendAccountRemove,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import type { ListRequest, PartnerAccount } from '../../api/types';

interface AccountRequest extends ListRequest {
  ownerId?: string;
}

export function useAccounts(query: AccountRequest) {
  return useQuery({
    queryKey: ['backend.account.list', query],
    queryFn: () => backendAccountList(query),
    placeholderData: keepPreviousData,
  });
}

export function useAccount(id: string) {
  return useQuery({
    queryKey: ['backend.account.get', id],
    queryFn: () => backendAccountGet(id),
  });
}

export function useMembers(id: string, query: ListRequest) {
  return useQuery({
    queryKey: ['backend.account.member.list', id, query],
    queryFn: () => backendAccountMemberList(id, query),
    placeholderData: keepPreviousData,
  });
}

export function useRemoveAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (account: PartnerAccount) => backendAccountRemove(account.id, ifMatch(account)),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => /^(backend|partner)\.account/.test(String(queryKey[0])),
      }),
  });
}
