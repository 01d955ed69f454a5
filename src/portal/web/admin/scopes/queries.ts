import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendScopeCreate,
  backendScopeGet,
  backendScopeList,
  backendScopeRemove,
  backendScopeUpdate,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import type { Scope } from '../../api/types';

export interface ScopeDraft {
  name: string;
  description: string;
}

/** Every picker and every role shows scopes: after a change all of them are asked for again. */
function useScopeMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries() });
}

type ScopeRequest = NonNullable<Parameters<typeof backendScopeList>[0]>;

export function useScopeList(query: ScopeRequest) {
  return useQuery({
    queryKey: ['backend.scope.list', query],
    queryFn: () => backendScopeList(query),
    placeholderData: keepPreviousData,
  });
}

export function useScope(id: string) {
  return useQuery({
    queryKey: ['backend.scope.get', id],
    queryFn: () => backendScopeGet(id),
  });
}

/** What is said about a scope, and of which state of it when there is one. */
export type ScopeChange = Partial<ScopeDraft> & { of?: Scope };

export function useCreateScope() {
  return useScopeMutation((body: Partial<ScopeDraft>) => backendScopeCreate({ name: '', ...body }));
}

export function useUpdateScope(id: string) {
  return useScopeMutation(({ of, ...body }: ScopeChange) =>
    backendScopeUpdate(id, body, ifMatch(of ?? {})),
  );
}

export function useRemoveScope() {
  return useScopeMutation((scope: Scope) => backendScopeRemove(scope.id, ifMatch(scope)));
}
