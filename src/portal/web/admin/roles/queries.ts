import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendConfigGet,
  backendConfigUpdate,
  backendRoleCreate,
  backendRoleGet,
  backendRoleList,
  backendRolePreview,
  backendRoleRemove,
  backendRoleUpdate,
  backendScopeList,
} from '../../api/client.gen';
import { allOf } from '../../api/http';
import { ifMatch } from '../../api/entity-tag';
import type { Role } from '../../api/types';

export interface RoleDraft {
  name: string;
  description: string;
  scopes: string[];
}

/** What is said about a role, and of which state of it when there is one. */
export type RoleChange = Partial<RoleDraft> & { of?: Role };

const list = 'backend.role.list';
const get = 'backend.role.get';
const defaultRole = 'backend.config.get role_default';

/** Roles are live: after a change everything that shows rights is asked for again. */
function useRoleMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries() });
}

export type RoleRequest = NonNullable<Parameters<typeof backendRoleList>[0]>;

export function useRoles(query: RoleRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => backendRoleList(query),
    placeholderData: keepPreviousData,
  });
}

export function useRole(id: string) {
  return useQuery({
    queryKey: [get, id],
    queryFn: () => backendRoleGet(id),
  });
}

export function useScopes() {
  return useQuery({
    queryKey: ['backend.scope.list', 'all'],
    queryFn: () => allOf(backendScopeList),
    staleTime: 60_000,
  });
}

/** The name of the role that every new user gets. */
export function useDefaultRole() {
  return useQuery({
    queryKey: [defaultRole],
    queryFn: async () => (await backendConfigGet('role_default')).value,
  });
}

export function useMakeDefault() {
  return useRoleMutation((name: string) => backendConfigUpdate('role_default', { value: name }));
}

export function useCreateRole() {
  return useRoleMutation((body: Partial<RoleDraft>) => backendRoleCreate({ name: '', ...body }));
}

export function useUpdateRole(id: string) {
  return useRoleMutation(({ of, ...body }: RoleChange) =>
    backendRoleUpdate(id, body, ifMatch(of ?? {})),
  );
}

export function useRemoveRole() {
  return useRoleMutation((role: Role) => backendRoleRemove(role.id, ifMatch(role)));
}

/** What these scopes would mean for the role's holders; changes nothing. */
export function useRolePreview(id: string, scopes: string[] | undefined) {
  return useQuery({
    queryKey: ['backend.role.preview', id, scopes],
    queryFn: () => backendRolePreview(id, { scopes: scopes ?? [] }),
    enabled: !!scopes,
    placeholderData: keepPreviousData,
  });
}
