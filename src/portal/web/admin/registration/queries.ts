import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendInitialAccessCreate,
  backendInitialAccessList,
  backendInitialAccessRemove,
} from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

const list = 'backend.initial_access.list';

export function useInitialAccess(query: ListRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => backendInitialAccessList(query),
    placeholderData: keepPreviousData,
  });
}

export function useCreateInitialAccess() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => backendInitialAccessCreate({}),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}

export function useRemoveInitialAccess() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => backendInitialAccessRemove(id),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
