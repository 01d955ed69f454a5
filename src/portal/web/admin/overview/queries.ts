import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { backendStatisticAttention, backendStatisticGet } from '../../api/client.gen';

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

export function useAttention() {
  return useQuery({
    queryKey: ['backend.statistic.attention'],
    queryFn: () => backendStatisticAttention(),
    refetchInterval: OFTEN_MS,
  });
}
