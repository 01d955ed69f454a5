import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { portalFetch } from '../../api/http';
import { basePath, serverUrl } from '../../base';
import { servedText } from '../../i18n/served';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { ApiDocument, type Description } from '../operations/document';
import { missingScopes, type ApiOperation, type DescribedApi } from '../operations/operations';

/** Gatehouse itself, as an API among the provider's. */
export const OWN_API: DescribedApi = {
  name: 'gatehouse',
  publicUrl: serverUrl,
  isOwn: true,
  page: serverUrl + paths.reference,
};

/** The groups in the order of a reader's way; what is in none of them, the provider wrote: it is first. */
const GROUPS = ['Sample', 'OAuth', 'Developer', 'Partner', 'Portal', 'System', 'Administration'] as const; // prettier-ignore
/** Those that are too large for one. */
const DIVIDED = ['Developer', 'Administration'];
const DIVIDER = ' · ';
const FEW = 3;

/** Our own OpenAPI document. */
export function useOwnDocument() {
  return useQuery({
    queryKey: ['api.docs'],
    queryFn: async () =>
      new ApiDocument(await (await portalFetch(`${basePath}/api/docs.json`)).json()),
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** Its operations, in the reader's order; administration for those alone to whom it is open. */
export function useOwnOperations(document?: ApiDocument): ApiOperation[] {
  const { t } = useTranslation();
  const account = useAccount();
  const held = account.data?.scopes;
  return useMemo(() => {
    const scopes = held ?? [];
    const all = [...(document?.descriptions('/') ?? [])].map(([call, each]) =>
      toOperation(call, each, t),
    );
    const open = all.filter(
      (each) => !isAdministration(each) || missingScopes({ scopes }, each).length === 0,
    );
    return withoutSmallGroups(open).toSorted(
      (one, other) => rankOf(one) - rankOf(other) || one.group.localeCompare(other.group),
    );
  }, [document, held, t]);
}

/** A group of one or two is a part of the one that it divides. */
function withoutSmallGroups(operations: ApiOperation[]): ApiOperation[] {
  const groups = Map.groupBy(operations, ({ group }) => group);
  return operations.map((each) => {
    const [whole = each.group] = each.group.split(DIVIDER);
    return (groups.get(each.group)?.length ?? 0) < FEW ? { ...each, group: whole } : each;
  });
}

function isAdministration({ description, path }: ApiOperation): boolean {
  return description?.tag === 'Administration' || path === '/metrics';
}

function rankOf({ description }: ApiOperation): number {
  return GROUPS.findIndex((group) => group === description?.tag);
}

/** @param call `GET /api/tasks` */
function toOperation(call: string, description: Description, t: TFunction): ApiOperation {
  const [method = '', path = ''] = call.split(' ');
  const { operationId: name, scopes, isPublic, tag } = description;
  const group = GROUPS.find((each) => each === tag);
  const [first = '', second = first] = path.split('/').filter(Boolean);
  const title = group ? t(`reference.group.${group}`) : (tag ?? second);
  return {
    name,
    method,
    path,
    summary: servedText('servedScopes', name)?.replace(/\.$/, '') ?? description.summary,
    access: isPublic ? 'public' : 'private',
    scopes,
    needs: scopes.map((scope) => [scope]),
    group: group && DIVIDED.includes(group) ? title + DIVIDER + second : title,
    description,
  };
}
