import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  consumerAppKeyCreate,
  consumerAppKeyList,
  consumerAppKeyRemove,
  consumerAppKeyRotate,
  type CreateApiKey,
  type CreatedApiKey,
} from '../../api/client.gen';
import type { ListRequest } from '../../api/types';
import type { Overlap } from '../apps/queries';

const list = 'consumer.app.key.list';

/** The live API keys of an app; asked for again now and then, for their last use. */
export function useApiKeys(appId: string, query: ListRequest) {
  return useQuery({
    queryKey: [list, appId, query],
    queryFn: () => consumerAppKeyList(appId, query),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

function useKeyMutation<I, O>(run: (input: I) => Promise<O>, done?: (answer: O) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      done?.(answer);
      return client.invalidateQueries({ queryKey: [list] });
    },
  });
}

/** @param done called with the answer, also when the page that asked is gone by then */
export function useCreateApiKey(appId: string, done: (made: CreatedApiKey) => void) {
  return useKeyMutation((body: CreateApiKey) => consumerAppKeyCreate(appId, body), done);
}

/** @param done as for `useCreateApiKey` */
export function useRotateApiKey(appId: string, id: string, done: (made: CreatedApiKey) => void) {
  return useKeyMutation((overlap: Overlap) => consumerAppKeyRotate(appId, id, { overlap }), done);
}

export function useEndApiKey(appId: string) {
  return useKeyMutation((id: string) => consumerAppKeyRemove(appId, id));
}
