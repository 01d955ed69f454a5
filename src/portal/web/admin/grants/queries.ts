import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http';
import type { Grant, ListRequest, Page } from '../../api/types';

const list = 'backend.token.list';

interface GrantRequest extends ListRequest {
  userId?: string;
  clientId?: string;
}

export function useLiveGrants(query: GrantRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => call<Page<Grant>>('GET', '/backend/token', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function useEndGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/backend/token/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
