import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendScopeCreate,
  backendScopeGet,
  backendScopeList,
  backendScopeRemove,
  backendScopeUpdate,
} from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

export interface ScopeDraft {
  name: string;
  description: string;
}

/** Every picker and every role shows scopes: after a change all of them are asked for again. */
function useScopeMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries() });
}

interface ScopeRequest extends ListRequest {
  kind?: 'system' | 'own';
}

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

export function useCreateScope() {
  return useScopeMutation((body: ScopeDraft) => backendScopeCreate(body));
}

export function useUpdateScope(id: string) {
  return useScopeMutation((body: ScopeDraft) => backendScopeUpdate(id, body));
}

export function useRemoveScope() {
  return useScopeMutation((id: string) => backendScopeRemove(id));
}
