import type { App, ConsumerApi, ConsumerOperation } from '../../api/types';
import { covers } from '../../session/scopes';
import type { Description } from './document';

/** What has operations: an API of the provider, or Gatehouse itself. */
export interface DescribedApi {
  name: string;
  /** The address that its paths follow. */
  publicUrl: string;
  /** The header that carries an API key; unset where none is taken. */
  keyHeader?: string;
  /** Whether this server answers it: a token for it names no resource, and a call is sent from here. */
  isOwn?: boolean;
  /** The address of its page. */
  page: string;
}

/** An operation with what the document says about it, as soon as that is here. */
export interface ApiOperation extends ConsumerOperation {
  group: string;
  description?: Description;
}

/**
 * By group, which is the document's first tag, else the word after the API's name; and in the
 * document's order. @param descriptions by method and path; unset until the document is here */
export function operationsOf(
  { name }: Pick<ConsumerApi, 'name'>,
  operations: ConsumerOperation[],
  descriptions?: Map<string, Description>,
): ApiOperation[] {
  const places = new Map([...(descriptions?.keys() ?? [])].map((key, index) => [key, index]));
  const placeOf = ({ method, path }: ConsumerOperation) => places.get(`${method} ${path}`) ?? 0;
  const inOrder = operations.toSorted((one, other) => placeOf(one) - placeOf(other));
  const grouped = inOrder.map((operation) => {
    const description = descriptions?.get(`${operation.method} ${operation.path}`);
    const [, word = name, rest] = operation.name.split('.');
    return { ...operation, description, group: description?.tag ?? (rest ? word : name) };
  });
  return grouped.toSorted((one, other) => one.group.localeCompare(other.group));
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
export function likelyApp(apps: App[], operations: ApiOperation[]): App | undefined {
  const own = operations.filter(({ access }) => access !== 'public');
  const mayCall = (app: App) => own.some((each) => missingScopes(app, each).length === 0);
  return apps.find(mayCall) ?? apps[0];
}
