import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  consumerActivate,
  consumerPasswordResetCreate,
  consumerPasswordResetUpdate,
  consumerRegister,
  consumerResend,
  portalConsentDecide,
  portalConsentGet,
  portalDeviceEnter,
  portalLogoutCreate,
  portalSessionCreate,
  portalSessionGet,
  portalSessionRemove,
} from '../api/session.gen';
import type { Decision, Logout, Register, SetPassword, SignIn } from '../api/client.gen';
import { ProblemError } from '../api/http';
import { reader } from '../api/session-fetch';
import { basePath } from '../base';
import { paths } from '../paths';
import { reloadFreely } from '../ui/unsaved';

/** Who is signed in; null when nobody is. */
export const accountQuery = queryOptions({
  queryKey: ['consumer.account.get'],
  queryFn: async () => {
    const account = await portalSessionGet().catch((error: unknown) => {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    });
    if (account && reader.id !== undefined && account.id !== reader.id) {
      // What is in memory belongs to whoever read before.
      reloadFreely();
      await new Promise(() => undefined);
    }
    if (account) Object.assign(reader, { id: account.id, mayAsk: true });
    return account;
  },
  staleTime: 60_000,
});

export function useAccount() {
  return useQuery(accountQuery);
}

/** Makes the session; what another person saw on this device is forgotten. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => portalSessionCreate(body),
    onSuccess: async () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'consumer.account.get' });
      await client.fetchQuery({ ...accountQuery, staleTime: 0 });
    },
  });
}

/** Signs out; the page is loaded anew, so that nothing of this person stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => portalSessionRemove(),
    onSuccess: () => window.location.assign(basePath + paths.start),
  });
}

/** Signs out to let somebody else sign in on the same page. */
export function useChangePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => portalSessionRemove(),
    onSuccess: () => {
      reader.mayAsk = false;
      client.setQueryData(accountQuery.queryKey, null);
    },
  });
}

/** Signs out and stays on the page. */
export function useEndSession() {
  return useMutation({ mutationFn: () => portalSessionRemove() });
}

/** Signs out for an app; tells where the app wants the person to go. */
export function useSignOutForApp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Logout) => {
      // Whose session is over already is signed out, and not asked to sign in for it.
      reader.mayAsk = false;
      return portalLogoutCreate(wish);
    },
    onSuccess: () => client.setQueryData(accountQuery.queryKey, null),
  });
}

export function useRegister() {
  return useMutation({
    mutationFn: (body: Register) => consumerRegister(body),
  });
}

export function useActivate() {
  return useMutation({
    mutationFn: (token: string) => consumerActivate({ token }),
  });
}

export function useResendActivation() {
  return useMutation({
    mutationFn: (email: string) => consumerResend({ email }),
  });
}

export function useRequestReset() {
  return useMutation({
    mutationFn: (email: string) => consumerPasswordResetCreate({ email }),
  });
}

export function useConfirmReset() {
  return useMutation({
    mutationFn: (body: SetPassword) => consumerPasswordResetUpdate(body),
  });
}

export function useConsent(id: string) {
  return useQuery({
    queryKey: ['portal.consent.get', id],
    queryFn: () => portalConsentGet(id),
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useDecideConsent(id: string) {
  return useMutation({
    mutationFn: (body: Decision) => portalConsentDecide(id, body),
  });
}

export function useDevice() {
  return useMutation({
    mutationFn: (userCode: string) => portalDeviceEnter({ userCode }),
  });
}
