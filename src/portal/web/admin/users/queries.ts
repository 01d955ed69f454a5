import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callAll } from '../../api/http';
import type { ListRequest, Page, Role, User } from '../../api/types';

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
    queryFn: () => call<Page<User>>('GET', '/backend/user', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function useUser(id: string) {
  return useQuery({
    queryKey: ['backend.user.get', id],
    queryFn: () => call<User>('GET', `/backend/user/${encodeURIComponent(id)}`),
  });
}

export function useAllRoles() {
  return useQuery({
    queryKey: ['backend.role.list', 'all'],
    queryFn: () => callAll<Role>('/backend/role'),
  });
}

export function useCreateUser() {
  return useUserMutation((body: NewUser) => call<User>('POST', '/backend/user', { body }));
}

export function useUpdateUser(id: string) {
  return useUserMutation((body: UserChange) => call<User>('PUT', `/backend/user/${id}`, { body }));
}

export function useRemoveUser() {
  return useUserMutation((id: string) => call('DELETE', `/backend/user/${id}`));
}
