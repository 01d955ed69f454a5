import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callAll } from '../../api/http';
import type { ListRequest, Page, Role, RolePreview, Scope, Setting } from '../../api/types';

export interface RoleDraft {
  name: string;
  description: string;
  scopes: string[];
}

const list = 'backend.role.list';
const get = 'backend.role.get';
const defaultRole = 'backend.config.get role_default';

/** Roles are live: after a change everything that shows rights is asked for again. */
function useRoleMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries() });
}

export function useRoles(query: ListRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => call<Page<Role>>('GET', '/backend/role', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function useRole(id: string) {
  return useQuery({
    queryKey: [get, id],
    queryFn: () => call<Role>('GET', `/backend/role/${encodeURIComponent(id)}`),
  });
}

export function useScopes() {
  return useQuery({
    queryKey: ['backend.scope.list', 'all'],
    queryFn: () => callAll<Scope>('/backend/scope'),
    staleTime: 60_000,
  });
}

/** The name of the role that every newcomer gets. */
export function useDefaultRole() {
  return useQuery({
    queryKey: [defaultRole],
    queryFn: async () => (await call<Setting>('GET', '/backend/config/role_default')).value,
  });
}

export function useMakeDefault() {
  return useRoleMutation((name: string) =>
    call('PUT', '/backend/config/role_default', { body: { value: name } }),
  );
}

export function useCreateRole() {
  return useRoleMutation((body: Partial<RoleDraft>) =>
    call<Role>('POST', '/backend/role', { body }),
  );
}

export function useUpdateRole(id: string) {
  return useRoleMutation((body: Partial<RoleDraft>) =>
    call<Role>('PUT', `/backend/role/${id}`, { body }),
  );
}

export function useRemoveRole() {
  return useRoleMutation((id: string) => call('DELETE', `/backend/role/${id}`));
}

/** What these scopes would mean for the role's holders; changes nothing. */
export function useRolePreview(id: string, scopes: string[] | undefined) {
  return useQuery({
    queryKey: ['backend.role.preview', id, scopes],
    queryFn: () => call<RolePreview>('POST', `/backend/role/${id}/preview`, { body: { scopes } }),
    enabled: !!scopes,
    placeholderData: keepPreviousData,
  });
}
