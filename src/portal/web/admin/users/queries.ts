import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendRoleList,
  backendUserCreate,
  backendUserGet,
  backendUserList,
  backendUserLogout,
  backendUserRemove,
  backendUserRemoveSecondFactor,
  backendUserResend,
  backendUserResetPassword,
  backendUserUpdate,
} from '../../api/client.gen';
import { allOf } from '../../api/http';
import { ifMatch } from '../../api/entity-tag';
import type { User } from '../../api/types';

export interface NewUser {
  username: string;
  email: string;
  /** Without it they are invited by mail. */
  password?: string;
  roleId?: string;
}

export type UserChange = Partial<NewUser> & { status?: 'active' | 'disabled' };

function useUserMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('backend.user'),
      }),
  });
}

export type UserRequest = NonNullable<Parameters<typeof backendUserList>[0]>;

export function useUsers(query: UserRequest) {
  return useQuery({
    queryKey: ['backend.user.list', query],
    queryFn: () => backendUserList(query),
    placeholderData: keepPreviousData,
  });
}

export function useUser(id = '') {
  return useQuery({
    queryKey: ['backend.user.get', id],
    queryFn: () => backendUserGet(id),
    enabled: id !== '',
  });
}

export function useAllRoles() {
  return useQuery({
    queryKey: ['backend.role.list', 'all'],
    queryFn: () => allOf(backendRoleList),
  });
}

export function useCreateUser() {
  return useUserMutation((body: NewUser) => backendUserCreate(body));
}

/** @param user as it was seen by who changes it */
export function useUpdateUser(user: User) {
  return useUserMutation((body: UserChange) => backendUserUpdate(user.id, body, ifMatch(user)));
}

/** Sets the status of one of several users. */
export function setUserStatus({ id }: User, status: 'active' | 'disabled') {
  return backendUserUpdate(id, { status });
}

/** Ends all tokens and sessions. */
export function useEndSessions(id: string) {
  return useUserMutation(() => backendUserLogout(id));
}

export function useResendActivation(id: string) {
  return useUserMutation(() => backendUserResend(id));
}

export function useSendResetLink(id: string) {
  return useUserMutation(() => backendUserResetPassword(id));
}

export function useRemoveSecondFactor(id: string) {
  return useUserMutation(() => backendUserRemoveSecondFactor(id));
}

export function useRemoveUser() {
  return useUserMutation((user: User) => backendUserRemove(user.id, ifMatch(user)));
}
