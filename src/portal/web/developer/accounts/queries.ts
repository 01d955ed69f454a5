import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  consumerMembershipList,
  partnerAccountCreate,
  partnerAccountGet,
  partnerAccountList,
  partnerAccountMemberCreate,
  partnerAccountMemberList,
  partnerAccountMemberRemove,
  partnerAccountRemove,
  partnerAccountUpdate,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import { allOf } from '../../api/http';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import type { ListRequest, PartnerAccount } from '../../api/types';

/** After a change every view of accounts is asked for again. */
function useAccountMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => /^(partner|consumer\.membership)\./.test(String(queryKey[0])),
      }),
  });
}

/** The accounts that the reader owns or belongs to. */
export function useMemberships() {
  const scopes = useAccount().data?.scopes ?? [];
  return useQuery({
    queryKey: ['consumer.membership.list'],
    queryFn: () => allOf(consumerMembershipList),
    enabled: covers(scopes, 'consumer.membership.list'),
    staleTime: 60_000,
  });
}

export function useAccounts(query: ListRequest) {
  return useQuery({
    queryKey: ['partner.account.list', query],
    queryFn: () => partnerAccountList(query),
    placeholderData: keepPreviousData,
  });
}

export function usePartnerAccount(id: string) {
  return useQuery({
    queryKey: ['partner.account.get', id],
    queryFn: () => partnerAccountGet(id),
  });
}

export function useMembers(id: string, query: ListRequest) {
  return useQuery({
    queryKey: ['partner.account.member.list', id, query],
    queryFn: () => partnerAccountMemberList(id, query),
    placeholderData: keepPreviousData,
  });
}

export function useCreateAccount() {
  return useAccountMutation((name: string) => partnerAccountCreate({ name }));
}

export function useRenameAccount() {
  return useAccountMutation(({ name, of }: { name: string; of: PartnerAccount }) =>
    partnerAccountUpdate(of.id, { name }, ifMatch(of)),
  );
}

export function useRemoveAccount() {
  return useAccountMutation((account: PartnerAccount) =>
    partnerAccountRemove(account.id, ifMatch(account)),
  );
}

export function useAddMember(id: string) {
  return useAccountMutation((userId: string) => partnerAccountMemberCreate(id, { userId }));
}

export function useRemoveMember(id: string) {
  return useAccountMutation((userId: string) => partnerAccountMemberRemove(id, userId));
}
