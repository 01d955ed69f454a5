import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { consumerGrantList, consumerGrantRemove } from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

const list = 'consumer.grant.list';

export function useGrants(query: ListRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => consumerGrantList(query),
    placeholderData: keepPreviousData,
  });
}

export function useEndGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => consumerGrantRemove(id),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
