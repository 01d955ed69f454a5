import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendAccountCreate,
  backendAccountGet,
  backendAccountList,
  backendAccountMemberList,
  backendAccountRemove,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import type { ListRequest, PartnerAccount } from '../../api/types';

type AccountRequest = NonNullable<Parameters<typeof backendAccountList>[0]>;

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

function useAccountMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) =>
          /^(backend|partner)\.account|^consumer\.membership/.test(String(queryKey[0])),
      }),
  });
}

/** For somebody, who owns it then. */
export function useCreateAccount() {
  return useAccountMutation((body: { name: string; ownerId: string }) =>
    backendAccountCreate(body),
  );
}

export function useRemoveAccount() {
  return useAccountMutation((account: PartnerAccount) =>
    backendAccountRemove(account.id, ifMatch(account)),
  );
}
