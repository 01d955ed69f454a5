import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendConfigUpdate,
  backendStatisticAttention,
  backendStatisticGet,
} from '../../api/client.gen';

const OFTEN_MS = 30_000;

/** @param days how many, today included */
export function useStatistic(days: number) {
  return useQuery({
    queryKey: ['backend.statistic.get', days],
    queryFn: () => backendStatisticGet({ days }),
    placeholderData: keepPreviousData,
    refetchInterval: OFTEN_MS,
  });
}

/** @param enabled whether the reader may ask for it */
export function useAttention(enabled = true) {
  return useQuery({
    queryKey: ['backend.statistic.attention'],
    queryFn: () => backendStatisticAttention(),
    refetchInterval: OFTEN_MS,
    enabled,
  });
}

/** For every administrator of this installation, and for ever. */
export function useDismissFirstSteps() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => backendConfigUpdate('portal.first_steps', { value: false }),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] === 'backend.statistic.attention' ||
          String(queryKey[0]).startsWith('backend.config'),
      }),
  });
}
