import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { backendTokenList, backendTokenRemove } from '../../api/client.gen';

const list = 'backend.token.list';

type GrantRequest = NonNullable<Parameters<typeof backendTokenList>[0]>;

export function useLiveGrants(query: GrantRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => backendTokenList(query),
    placeholderData: keepPreviousData,
  });
}

export function useEndGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => backendTokenRemove(id),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
