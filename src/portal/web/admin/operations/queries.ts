import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { backendOperationList, backendRoleList } from '../../api/client.gen';
import { allOf } from '../../api/http';
import type { ListRequest } from '../../api/types';

export function useOperations(query: ListRequest) {
  return useQuery({
    queryKey: ['backend.operation.list', query],
    queryFn: () => backendOperationList(query),
    placeholderData: keepPreviousData,
  });
}

export function useAllRoles() {
  return useQuery({
    queryKey: ['backend.role.list', 'all'],
    queryFn: () => allOf(backendRoleList),
  });
}
