import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, ProblemError } from '../api/http';
import type { Account, Consent, Done } from '../api/types';

/** Who is signed in; null when nobody is. */
export const accountQuery = queryOptions({
  queryKey: ['consumer.account.get'],
  queryFn: () =>
    call<Account>('GET', '/consumer/account').catch((error: unknown) => {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }),
  staleTime: 60_000,
});

export function useAccount() {
  return useQuery(accountQuery);
}

interface Credentials {
  username: string;
  password: string;
  otp?: string;
}

/** Makes the session; what another person saw on this device is forgotten. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) => call('POST', '/portal/session', { body }),
    onSuccess: async () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'consumer.account.get' });
      await client.fetchQuery({ ...accountQuery, staleTime: 0 });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('DELETE', '/portal/session'),
    onSuccess: () => {
      client.setQueryData(accountQuery.queryKey, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'consumer.account.get' });
    },
  });
}

export function useRegister() {
  return useMutation({
    mutationFn: (body: { username: string; email: string; password: string }) =>
      call<Done>('POST', '/consumer/register', { body }),
  });
}

export function useActivate() {
  return useMutation({
    mutationFn: (token: string) => call<Done>('POST', '/consumer/activate', { body: { token } }),
  });
}

export function useResendActivation() {
  return useMutation({
    mutationFn: (email: string) =>
      call<Done>('POST', '/consumer/activate/resend', { body: { email } }),
  });
}

export function useRequestReset() {
  return useMutation({
    mutationFn: (email: string) =>
      call<Done>('POST', '/consumer/password_reset', { body: { email } }),
  });
}

export function useConfirmReset() {
  return useMutation({
    mutationFn: (body: { token: string; newPassword: string }) =>
      call<Done>('PUT', '/consumer/password_reset', { body }),
  });
}

export function useConsent(id: string) {
  return useQuery({
    queryKey: ['portal.consent.get', id],
    queryFn: () => call<Consent>('GET', `/portal/consent/${encodeURIComponent(id)}`),
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useDecideConsent(id: string) {
  return useMutation({
    mutationFn: (body: { decision: 'allow' | 'deny'; scopes: string[] }) =>
      call<{ redirectTo: string }>('POST', `/portal/consent/${encodeURIComponent(id)}`, { body }),
  });
}

export function useDevice() {
  return useMutation({
    mutationFn: (userCode: string) =>
      call<{ consent: string }>('POST', '/portal/device', { body: { userCode } }),
  });
}
