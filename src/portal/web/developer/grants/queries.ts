import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/http';
import type { ListRequest, MyGrant, Page } from '../../api/types';

const list = 'consumer.grant.list';

export function useGrants(query: ListRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => call<Page<MyGrant>>('GET', '/consumer/grant', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function useEndGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/consumer/grant/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
