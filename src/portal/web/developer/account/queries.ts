import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  consumerAccountChangePassword,
  consumerAccountMfaCreate,
  consumerAccountMfaRecoveryCodes,
  consumerAccountMfaRemove,
  consumerAccountMfaUpdate,
  consumerAccountRemove,
  consumerAccountUpdate,
  consumerSessionList,
  consumerSessionRemove,
  consumerSessionRemoveAll,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import { allOf } from '../../api/http';
import type { Account } from '../../api/types';
import { basePath } from '../../base';
import { paths } from '../../paths';
import { accountQuery } from '../../session/queries';

const sessions = 'consumer.session.list';

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
  return useAccountMutation(({ email, of }: { email: string; of: Account }) =>
    consumerAccountUpdate({ email }, ifMatch(of)),
  );
}

export function useChangePassword() {
  return useAccountMutation(
    (body: { oldPassword: string; newPassword: string }) => consumerAccountChangePassword(body),
    sessions,
  );
}

export function useRemoveAccount() {
  return useMutation({
    mutationFn: ({ of, forGood }: { of: Account; forGood: boolean }) =>
      consumerAccountRemove({ ...ifMatch(of), forGood: forGood ? 'true' : 'false' }),
    onSuccess: () => window.location.assign(basePath + paths.start),
  });
}

export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: () => consumerAccountMfaCreate(),
  });
}

/** @param done called with the recovery codes, also when the page that asked is gone by then */
export function useConfirmSecondFactor(done: (recoveryCodes: string[]) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => consumerAccountMfaUpdate({ code }),
    onSuccess: ({ recoveryCodes }) => {
      done(recoveryCodes);
      return client.invalidateQueries({ queryKey: accountQuery.queryKey });
    },
  });
}

/** @param done called with the codes, also when the page that asked is gone by then */
export function useRenewRecoveryCodes(done: (recoveryCodes: string[]) => void) {
  return useMutation({
    mutationFn: () => consumerAccountMfaRecoveryCodes(),
    onSuccess: ({ recoveryCodes }) => done(recoveryCodes),
  });
}

export function useRemoveSecondFactor() {
  return useAccountMutation(() => consumerAccountMfaRemove());
}

export function useSessions() {
  return useQuery({
    queryKey: [sessions],
    queryFn: () => allOf(consumerSessionList),
  });
}

export function useEndSession() {
  return useAccountMutation((id: string) => consumerSessionRemove(id), sessions);
}

export function useSignOutEverywhere() {
  return useMutation({
    mutationFn: () => consumerSessionRemoveAll(),
    onSuccess: () => window.location.assign(basePath + paths.signIn),
  });
}
