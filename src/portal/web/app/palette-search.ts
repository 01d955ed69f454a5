import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { generatePath } from 'react-router';
import {
  backendAccountList,
  backendApiList,
  backendAppList,
  backendGateList,
  backendOperationList,
  backendRoleList,
  backendScopeList,
  backendUserList,
  consumerApiList,
  consumerAppList,
  consumerPageList,
} from '../api/client.gen';
import { paths } from '../paths';
import { covers } from '../session/scopes';

/** Something with a name, and its page. */
export interface Found {
  label: string;
  detail?: string;
  to: string;
}

interface Source {
  kind: 'users' | 'allApps' | 'roles' | 'scopes' | 'operations' | 'allApis' | 'gates' | 'accounts' | 'apps' | 'apis' | 'guides'; // prettier-ignore
  /** The scope that the list needs. */
  scope: string;
  find: (page: { search: string; count: number }) => Promise<Found[]>;
}

const MOST_OF_EACH = 5;

/** The lists that are asked, in the order of the answer. */
const SOURCES: Source[] = [
  {
    kind: 'apps',
    scope: 'consumer.app.list',
    find: async (page) =>
      (await consumerAppList(page)).entry.map(({ id, name, appKey }) => ({
        label: name,
        detail: appKey,
        to: generatePath(paths.app, { id }),
      })),
  },
  {
    kind: 'apis',
    scope: 'consumer.api.list',
    find: async (page) =>
      (await consumerApiList(page)).entry.map(({ name, title }) => ({
        label: title,
        detail: name,
        to: generatePath(paths.api, { name }),
      })),
  },
  {
    kind: 'guides',
    scope: 'consumer.page.list',
    find: async (page) =>
      (await consumerPageList({ ...page, kind: 'guide' })).entry.map(({ title, slug }) => ({
        label: title,
        to: generatePath(paths.guide, { slug }),
      })),
  },
  {
    kind: 'users',
    scope: 'backend.user.list',
    find: async (page) =>
      (await backendUserList(page)).entry.map(({ id, username, email }) => ({
        label: username,
        detail: email,
        to: generatePath(paths.user, { id }),
      })),
  },
  {
    kind: 'allApps',
    scope: 'backend.app.list',
    find: async (page) =>
      (await backendAppList(page)).entry.map(({ id, name, owner }) => ({
        label: name,
        detail: owner,
        to: generatePath(paths.adminApp, { id }),
      })),
  },
  {
    kind: 'roles',
    scope: 'backend.role.list',
    find: async (page) =>
      (await backendRoleList(page)).entry.map(({ id, name }) => ({
        label: name,
        to: generatePath(paths.role, { id }),
      })),
  },
  {
    kind: 'operations',
    scope: 'backend.operation.list',
    find: async (page) =>
      (await backendOperationList(page)).entry.map(({ name, method, path }) => ({
        label: name,
        detail: `${method} ${path}`,
        to: `${paths.operations}?search=${encodeURIComponent(name)}`,
      })),
  },
  {
    kind: 'scopes',
    scope: 'backend.scope.list',
    find: async (page) =>
      (await backendScopeList(page)).entry.map(({ id, name }) => ({
        label: name,
        to: generatePath(paths.scope, { id }),
      })),
  },
  {
    kind: 'allApis',
    scope: 'backend.api.list',
    find: async (page) =>
      (await backendApiList(page)).entry.map(({ id, name, title }) => ({
        label: title,
        detail: name,
        to: generatePath(paths.adminApi, { id }),
      })),
  },
  {
    kind: 'gates',
    scope: 'backend.gate.list',
    find: async (page) =>
      (await backendGateList(page)).entry.map(({ id, name }) => ({
        label: name,
        to: generatePath(paths.gate, { id }),
      })),
  },
  {
    kind: 'accounts',
    scope: 'backend.account.list',
    find: async (page) =>
      (await backendAccountList(page)).entry.map(({ id, name, owner }) => ({
        label: name,
        detail: owner,
        to: generatePath(paths.adminAccount, { id }),
      })),
  },
];

/**
 * Asks the lists that these scopes open. A list that fails is left out: the others are of use.
 * @param search empty for nothing at all
 */
export function useFound(scopes: string[], search: string) {
  const opened = SOURCES.filter(({ scope }) => covers(scopes, scope));
  const answers = useQueries({
    queries: opened.map(({ kind, find }) => ({
      queryKey: ['palette', kind, search],
      queryFn: () => find({ search, count: MOST_OF_EACH }),
      enabled: search !== '',
      placeholderData: keepPreviousData,
      retry: false,
    })),
  });
  const groups = opened.flatMap(({ kind }, index) => {
    const found = search === '' ? undefined : answers[index]?.data;
    return found ? [{ kind, found }] : [];
  });
  return { groups, isFetching: answers.some((answer) => answer.isFetching) };
}
