import { useQuery } from '@tanstack/react-query';
import { backendStatisticGet } from '../../api/client.gen';

export function useStatistic() {
  return useQuery({
    queryKey: ['backend.statistic.get'],
    queryFn: () => backendStatisticGet(),
    refetchInterval: 30_000,
  });
}
