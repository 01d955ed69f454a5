import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendInitialAccessCreate,
  backendInitialAccessList,
  backendInitialAccessRemove,
  type NewInitialAccessDto,
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

/** @param done called with the answer, also when the page that asked is gone by then */
export function useCreateInitialAccess(done: (made: NewInitialAccessDto) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => backendInitialAccessCreate({}),
    onSuccess: (made) => {
      done(made);
      return client.invalidateQueries({ queryKey: [list] });
    },
  });
}

export function useRemoveInitialAccess() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => backendInitialAccessRemove(id),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
