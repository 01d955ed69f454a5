import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendApiCreate,
  backendApiGet,
  backendApiList,
  backendApiOperationList,
  backendApiOperationPreview,
  backendApiOperationUpdate,
  backendApiRemove,
  backendApiUpdate,
  backendGateList,
  backendRefusalList,
  type ApiConsequences,
  type CreateApi,
  type OperationAccess,
  type UpdateApi,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import { allOf, portalFetch } from '../../api/http';
import type { Api, ImportReport, ListRequest } from '../../api/types';
import { basePath } from '../../base';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';

const REFUSALS_MS = 10_000;

/** Operations are scopes, and scopes are live: after a change everything is asked for again. */
function useApiMutation<I, O>(run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries() });
}

export function useApis(query: NonNullable<Parameters<typeof backendApiList>[0]>) {
  return useQuery({
    queryKey: ['backend.api.list', query],
    queryFn: () => backendApiList(query),
    placeholderData: keepPreviousData,
  });
}

export function useAllApis(enabled = true) {
  return useQuery({
    queryKey: ['backend.api.list', 'all'],
    queryFn: () => allOf(backendApiList),
    enabled,
  });
}

/** What each API is called for people, by its name; nothing for those who may not list them. */
export function useAllApiTitles(): Record<string, string> {
  const account = useAccount();
  const apis = useAllApis(covers(account.data?.scopes ?? [], 'backend.api.list'));
  return Object.fromEntries((apis.data ?? []).map(({ name, title }) => [name, title]));
}

export function useApi(id: string) {
  return useQuery({ queryKey: ['backend.api.get', id], queryFn: () => backendApiGet(id) });
}

/** The gates that may ask for an API. */
export function useGatesOf(name: string) {
  return useQuery({
    queryKey: ['backend.gate.list', 'all'],
    queryFn: () => allOf(backendGateList),
    select: (gates) => gates.filter(({ apis }) => apis.includes(name)),
  });
}

export function useCreateApi() {
  return useApiMutation((body: CreateApi) => backendApiCreate(body));
}

export function useUpdateApi(id: string) {
  return useApiMutation(({ of, ...body }: UpdateApi & { of: Api }) =>
    backendApiUpdate(id, body, ifMatch(of)),
  );
}

type OperationRequest = NonNullable<Parameters<typeof backendApiOperationList>[1]>;

export function useImportedOperations(id: string, query: OperationRequest) {
  return useQuery({
    queryKey: ['backend.api.operation.list', id, query],
    queryFn: () => backendApiOperationList(id, query),
    placeholderData: keepPreviousData,
  });
}

export function useChangeOperation(id: string, name: string) {
  return useApiMutation((access: OperationAccess) => backendApiOperationUpdate(id, name, access));
}

/** Who would gain and who would lose; changes nothing. Unset while nothing would change. */
export function useAccessPreview(id: string, name: string, access: OperationAccess | undefined) {
  return useQuery({
    queryKey: ['backend.api.operation.preview', id, name, access],
    queryFn: () => backendApiOperationPreview(id, name, access ?? { access: 'private' }),
    enabled: !!access,
  });
}

/** Sends the document as it is: the generated client would write it as JSON once more. */
async function sendDocument(id: string, text: string, revision?: string): Promise<ImportReport> {
  const path = `${basePath}/backend/api/${encodeURIComponent(id)}/import`;
  const answer = await portalFetch(revision === undefined ? `${path}?preview=true` : path, {
    method: 'POST',
    headers: {
      'content-type': text.trimStart().startsWith('{') ? 'application/json' : 'application/yaml',
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
    },
    body: text,
  });
  return (await answer.json()) as ImportReport;
}

/** What an import would do; changes nothing. */
export function usePreviewImport(id: string) {
  return useMutation({ mutationFn: (text: string) => sendDocument(id, text) });
}

export function useImport(id: string) {
  return useApiMutation(({ text, revision }: { text: string; revision: string }) =>
    sendDocument(id, text, revision),
  );
}

/** What stops working when the API goes; changes nothing. */
export function useRemovalPreview(id: string) {
  return useQuery({
    queryKey: ['backend.api.remove', id],
    queryFn: async () => (await backendApiRemove(id, { preview: 'true' })) as ApiConsequences,
    staleTime: 0,
  });
}

/** @param done called when it is gone, before what is shown is asked for again */
export function useRemoveApi(id: string, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (revision: string) => backendApiRemove(id, { ifMatch: `"${revision}"` }),
    onSuccess: () => {
      done();
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== id });
    },
  });
}

/** What the gates refused; asked for again now and then. */
export function useRefusals(query: ListRequest & { api?: string }) {
  return useQuery({
    queryKey: ['backend.refusal.list', query],
    queryFn: () => backendRefusalList(query),
    placeholderData: keepPreviousData,
    refetchInterval: REFUSALS_MS,
  });
}
