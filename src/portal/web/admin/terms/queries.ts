import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendAcceptanceList,
  backendAnnouncementGet,
  backendAnnouncementUpdate,
  backendTermsCreate,
  backendTermsGet,
  backendTermsList,
  backendTermsRemove,
  type Announcement,
  type CreateTerms,
  type UpdateAnnouncement,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import type { ListRequest } from '../../api/types';
import { accountQuery } from '../../session/queries';

const list = 'backend.terms.list';
const get = 'backend.terms.get';
const announcement = 'backend.announcement.get';

export function useTermsVersions(query: ListRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => backendTermsList(query),
    placeholderData: keepPreviousData,
  });
}

export function useTermsVersion(id: string) {
  return useQuery({ queryKey: [get, id], queryFn: () => backendTermsGet(id) });
}

/** What changes the version in force may ask the reader, too. */
function useTermsMutation<I, O>(run: (input: I) => Promise<O>, done?: (answer: O) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer) => {
      done?.(answer);
      const keys = [[list], [get], ['files.terms'], ['files.notices'], accountQuery.queryKey];
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

/** @param done called with the answer, also when the page that asked is gone by then */
export function usePublishTerms(done: () => void) {
  return useTermsMutation((body: CreateTerms) => backendTermsCreate(body), done);
}

export function useWithdrawTerms() {
  return useTermsMutation((id: string) => backendTermsRemove(id));
}

/** The newest that a user accepted. */
export function useAccepted(userId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['backend.acceptance.list', userId],
    queryFn: () => backendAcceptanceList({ userId, count: 1 }),
    enabled,
  });
}

export function useAnnouncement(enabled: boolean) {
  return useQuery({ queryKey: [announcement], queryFn: () => backendAnnouncementGet(), enabled });
}

export function useUpdateAnnouncement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ of, ...body }: UpdateAnnouncement & { of: Announcement }) =>
      backendAnnouncementUpdate(body, ifMatch(of)),
    onSuccess: () =>
      Promise.all(
        [announcement, 'files.notices'].map((name) => client.invalidateQueries({ queryKey: [name] })), // prettier-ignore
      ),
  });
}
