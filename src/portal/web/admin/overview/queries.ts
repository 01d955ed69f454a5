import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/http';
import type { Statistic } from '../../api/types';

export function useStatistic() {
  return useQuery({
    queryKey: ['backend.statistic.get'],
    queryFn: () => call<Statistic>('GET', '/backend/statistic'),
    refetchInterval: 30_000,
  });
}
