import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callAll } from '../../api/http';
import type { MyGrant, Session } from '../../api/types';
import { accountQuery } from '../../session/queries';

/** What concerns the account is asked for again after a change. */
function useAccountMutation<I, O>(run: (input: I) => Promise<O>, ...also: string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      for (const key of also) void client.invalidateQueries({ queryKey: [key] });
      return client.invalidateQueries({ queryKey: accountQuery.queryKey });
    },
  });
}

export function useUpdateAccount() {
  return useAccountMutation((body: { email: string }) =>
    call('PUT', '/consumer/account', { body }),
  );
}

export function useChangePassword() {
  return useAccountMutation((body: { oldPassword: string; newPassword: string }) =>
    call('PUT', '/consumer/account/change_password', { body }),
  );
}

export function useRemoveAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('DELETE', '/consumer/account'),
    onSuccess: () => client.setQueryData(accountQuery.queryKey, null),
  });
}

export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: () => call<{ secret: string; otpauthUri: string }>('POST', '/consumer/account/mfa'),
  });
}

export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (code: string) =>
      call<{ recoveryCodes: string[] }>('PUT', '/consumer/account/mfa', { body: { code } }),
  });
}

export function useRemoveSecondFactor() {
  return useAccountMutation(() => call('DELETE', '/consumer/account/mfa'));
}

const sessions = 'consumer.session.list';

export function useSessions() {
  return useQuery({
    queryKey: [sessions],
    queryFn: () => callAll<Session>('/consumer/session'),
  });
}

export function useEndSession() {
  return useAccountMutation(
    (id: string) => call('DELETE', `/consumer/session/${encodeURIComponent(id)}`),
    sessions,
  );
}

/** Ends the reader's logins and sessions one after the other, this session last. */
async function signOutEverywhere(): Promise<void> {
  const [open, grants] = await Promise.all([
    callAll<Session>('/consumer/session'),
    callAll<MyGrant>('/consumer/grant'),
  ]);
  const others = open.filter(({ current }) => !current);
  const logins = grants.filter(({ kind }) => kind === 'login');
  for (const { id } of others) await call('DELETE', `/consumer/session/${id}`);
  for (const { id } of logins) await call('DELETE', `/consumer/grant/${id}`);
  await call('DELETE', '/portal/session');
}

export function useSignOutEverywhere() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signOutEverywhere,
    onSuccess: () => client.setQueryData(accountQuery.queryKey, null),
  });
}
