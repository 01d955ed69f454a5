import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, callAll } from '../../api/http';
import type { ListRequest, Operation, Page, Role } from '../../api/types';

export function useOperations(query: ListRequest) {
  return useQuery({
    queryKey: ['backend.operation.list', query],
    queryFn: () => call<Page<Operation>>('GET', '/backend/operation', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}

export function useAllRoles() {
  return useQuery({
    queryKey: ['backend.role.list', 'all'],
    queryFn: () => callAll<Role>('/backend/role'),
  });
}
