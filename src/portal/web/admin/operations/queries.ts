import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { backendOperationList } from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

export function useOperations(query: ListRequest) {
  return useQuery({
    queryKey: ['backend.operation.list', query],
    queryFn: () => backendOperationList(query),
    placeholderData: keepPreviousData,
  });
}
