import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendInitialAccessCreate,
  backendInitialAccessList,
  backendInitialAccessRemove,
  type CreateInitialAccess,
  type InitialAccessWithSecret,
} from '../../api/client.gen';

const list = 'backend.initial_access.list';

export type NewInitialAccess = CreateInitialAccess &
  Required<Pick<CreateInitialAccess, 'grantTypes'>>;

export function useInitialAccess(
  query: NonNullable<Parameters<typeof backendInitialAccessList>[0]>,
) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => backendInitialAccessList(query),
    placeholderData: keepPreviousData,
  });
}

/** @param done called with the answer, also when the page that asked is gone by then */
export function useCreateInitialAccess(done: (made: InitialAccessWithSecret) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: NewInitialAccess) => backendInitialAccessCreate(wish),
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
