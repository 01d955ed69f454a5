import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http';
import type { ListRequest, Member, Page, PartnerAccount } from '../../api/types';

const base = '/partner/account';

/** After a change every view of accounts is asked for again. */
function useAccountMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('partner.'),
      }),
  });
}

export function useAccounts(query: ListRequest) {
  return useQuery({
    queryKey: ['partner.account.list', query],
    queryFn: () => call<Page<PartnerAccount>>('GET', base, { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function usePartnerAccount(id: string) {
  return useQuery({
    queryKey: ['partner.account.get', id],
    queryFn: () => call<PartnerAccount>('GET', `${base}/${encodeURIComponent(id)}`),
  });
}

export function useMembers(id: string, query: ListRequest) {
  return useQuery({
    queryKey: ['partner.account.member.list', id, query],
    queryFn: () =>
      call<Page<Member>>('GET', `${base}/${encodeURIComponent(id)}/member`, {
        query: { ...query },
      }),
    placeholderData: keepPreviousData,
  });
}

export function useCreateAccount() {
  return useAccountMutation((name: string) =>
    call<PartnerAccount>('POST', base, { body: { name } }),
  );
}

export function useRenameAccount(id: string) {
  return useAccountMutation((name: string) => call('PUT', `${base}/${id}`, { body: { name } }));
}

export function useRemoveAccount() {
  return useAccountMutation((id: string) => call('DELETE', `${base}/${id}`));
}

export function useAddMember(id: string) {
  return useAccountMutation((userId: string) =>
    call<Member>('POST', `${base}/${id}/member`, { body: { userId } }),
  );
}

export function useRemoveMember(id: string) {
  return useAccountMutation((userId: string) =>
    call('DELETE', `${base}/${id}/member/${encodeURIComponent(userId)}`),
  );
}
