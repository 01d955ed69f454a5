import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendRoleList,
  backendUserCreate,
  backendUserGet,
  backendUserList,
  backendUserRemove,
  backendUserUpdate,
} from '../../api/client.gen';
import { allOf } from '../../api/http';
import type { ListRequest } from '../../api/types';

export interface NewUser {
  username: string;
  email: string;
  password: string;
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

export function useUsers(query: ListRequest) {
  return useQuery({
    queryKey: ['backend.user.list', query],
    queryFn: () => backendUserList(query),
    placeholderData: keepPreviousData,
  });
}

export function useUser(id: string) {
  return useQuery({
    queryKey: ['backend.user.get', id],
    queryFn: () => backendUserGet(id),
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

export function useUpdateUser(id: string) {
  return useUserMutation((body: UserChange) => backendUserUpdate(id, body));
}

export function useRemoveUser() {
  return useUserMutation((id: string) => backendUserRemove(id));
}
