import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { consumerAppRefusal } from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

/** What the gate refused to an app; asked for again often enough to be watched while one tries. */
export function useRefusals(appId: string, query: ListRequest) {
  return useQuery({
    queryKey: ['consumer.app.refusal', appId, query],
    queryFn: () => consumerAppRefusal(appId, query),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
}
