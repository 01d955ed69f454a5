import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { backendOperationList } from '../../api/client.gen';

export function useOperations(query: NonNullable<Parameters<typeof backendOperationList>[0]>) {
  return useQuery({
    queryKey: ['backend.operation.list', query],
    queryFn: () => backendOperationList(query),
    placeholderData: keepPreviousData,
  });
}
