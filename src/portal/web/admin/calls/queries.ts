import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { backendCallGet, backendRefusalList } from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

const OFTEN_MS = 15_000;

/** Which calls are looked at. */
export interface CallsRequest {
  days: 1 | 7 | 30 | 90;
  appKey?: string;
  operation?: string;
}

export type AllCalls = Awaited<ReturnType<typeof backendCallGet>>;

export function useCalls(request: CallsRequest) {
  return useQuery({
    queryKey: ['backend.call.get', request],
    queryFn: () => backendCallGet(request),
    placeholderData: keepPreviousData,
    refetchInterval: OFTEN_MS,
  });
}

/** What the gates refused, newest first. */
export function useRefusals(query: ListRequest) {
  return useQuery({
    queryKey: ['backend.refusal.list', query],
    queryFn: () => backendRefusalList(query),
    placeholderData: keepPreviousData,
  });
}
