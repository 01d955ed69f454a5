import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendBinGet,
  backendBinList,
  backendBinRemove,
  backendBinRestore,
  consumerBinGet,
  consumerBinList,
  consumerBinRemove,
  consumerBinRestore,
} from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

/** Whose bin: everybody's, for administrators, or the reader's own. */
export type BinArea = 'backend' | 'consumer';

const CALLS = {
  backend: { get: backendBinGet, restore: backendBinRestore, remove: backendBinRemove },
  consumer: { get: consumerBinGet, restore: consumerBinRestore, remove: consumerBinRemove },
};

export function useBin(area: BinArea, query: ListRequest & { kind?: 'user' | 'app' }) {
  return useQuery({
    queryKey: [`${area}.bin`, query],
    queryFn: () => (area === 'backend' ? backendBinList(query) : consumerBinList(query)),
    placeholderData: keepPreviousData,
  });
}

/** What bringing it back would do, as the server tries it. */
export function useBinPreview(area: BinArea, id: string) {
  return useQuery({
    queryKey: [`${area}.bin`, 'preview', id],
    queryFn: () => CALLS[area].get(id),
    gcTime: 0,
  });
}

export function useRestore(area: BinArea, done: () => void) {
  return useBinMutation(CALLS[area].restore, done);
}

export function useRemoveForGood(area: BinArea) {
  return useBinMutation(CALLS[area].remove);
}

/** What is back is in many lists, and in figures. */
function useBinMutation(act: (id: string) => Promise<unknown>, done?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => act(id),
    onSuccess: () => {
      done?.();
      return client.invalidateQueries({
        predicate: ({ queryKey }) =>
          /^(backend|consumer|partner)\./.test(String(queryKey[0])) &&
          queryKey[0] !== 'consumer.account.get',
      });
    },
  });
}
