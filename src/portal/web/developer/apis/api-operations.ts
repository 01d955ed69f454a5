import type { App, ConsumerApi, ConsumerOperation } from '../../api/types';
import { covers } from '../../session/scopes';
import type { Description } from './document';

/** An operation with what the document says about it, as soon as that is here. */
export interface ApiOperation extends ConsumerOperation {
  group: string;
  description?: Description;
}

/** The operations by group: the document's first tag, else the word after the API's name. */
export function groupsOf(operations: ApiOperation[]): Map<string, ApiOperation[]> {
  const groups = Map.groupBy(operations, ({ group }) => group);
  return new Map([...groups].toSorted(([one], [other]) => one.localeCompare(other)));
}

/** In the document's order. @param descriptions by method and path; unset until the document is here */
export function operationsOf(
  { name }: Pick<ConsumerApi, 'name'>,
  operations: ConsumerOperation[],
  descriptions?: Map<string, Description>,
): ApiOperation[] {
  const places = new Map([...(descriptions?.keys() ?? [])].map((key, index) => [key, index]));
  const placeOf = ({ method, path }: ConsumerOperation) => places.get(`${method} ${path}`) ?? 0;
  const inOrder = operations.toSorted((one, other) => placeOf(one) - placeOf(other));
  return inOrder.map((operation) => {
    const description = descriptions?.get(`${operation.method} ${operation.path}`);
    const [, word = name, rest] = operation.name.split('.');
    return { ...operation, description, group: description?.tag ?? (rest ? word : name) };
  });
}

/** Those that hold every word of the search, in their name, path or summary. */
export function search(operations: ApiOperation[], wanted: string): ApiOperation[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return operations;
  return operations.filter(({ name, method, path, summary }) => {
    const text = `${name} ${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The scopes that an app lacks to call it; none when it may. */
export function missingScopes(app: Pick<App, 'scopes'>, operation: ConsumerOperation): string[] {
  return operation.needs
    .filter((names) => !names.some((name) => covers(app.scopes, name)))
    .map(([name = '']) => name);
}

/** The app that most likely calls this API: one that has a scope of it, else the first. */
export function likelyApp(apps: App[], { name }: Pick<ConsumerApi, 'name'>): App | undefined {
  const isOfApi = (scope: string) => scope === name || scope.startsWith(`${name}.`);
  return apps.find(({ scopes }) => scopes.some(isOfApi)) ?? apps[0];
}
