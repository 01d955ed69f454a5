import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendPageCreate,
  backendPageGet,
  backendPageList,
  backendPageRemove,
  backendPageUpdate,
  type CreatePage,
  type UpdatePage,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import { allOf } from '../../api/http';
import type { ListRequest, WholePage } from '../../api/types';
import { type PageKind, PUBLISHED } from '../../developer/pages/queries';

const list = 'backend.page.list';
const get = 'backend.page.get';

interface PagesRequest extends ListRequest {
  kind?: PageKind;
  state?: WholePage['state'];
}

export function usePages(query: PagesRequest) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => backendPageList(query),
    placeholderData: keepPreviousData,
  });
}

export function usePage(id: string) {
  return useQuery({ queryKey: [get, id], queryFn: () => backendPageGet(id) });
}

/** The page of the same address in the other language, if there is one. */
export function useOtherLanguage({ kind, slug, language }: WholePage) {
  return useQuery({
    queryKey: [list, 'all', kind],
    queryFn: () => allOf((page) => backendPageList({ ...page, kind })),
    select: (pages) =>
      pages.find((each) => each.slug === slug && each.language !== language) ?? null,
  });
}

function usePageMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      Promise.all([list, get, PUBLISHED].map((name) => client.invalidateQueries({ queryKey: [name] }))), // prettier-ignore
  });
}

export function useCreatePage() {
  return usePageMutation((body: CreatePage) => backendPageCreate(body));
}

export function useUpdatePage(id: string) {
  return usePageMutation(({ of, ...body }: UpdatePage & { of: WholePage }) =>
    backendPageUpdate(id, body, ifMatch(of)),
  );
}

/** The page that is removed is still shown: only the lists are asked for again. */
export function useRemovePage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (page: WholePage) => backendPageRemove(page.id, ifMatch(page)),
    onSuccess: () =>
      Promise.all([list, PUBLISHED].map((name) => client.invalidateQueries({ queryKey: [name] }))),
  });
}
