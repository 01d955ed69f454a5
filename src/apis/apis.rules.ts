import type { LiveApi, LiveOperation } from './live-api.js';
import { resourceKey } from '../oauth/resource-key.js';
import type { OperationEntry } from '../operations/catalogue.js';

/** What else no API may be called: our scopes, our addresses, and what could be taken for one of them. */
const RESERVED = ['openid', 'profile', 'email', 'offline_access', 'account', 'gate', 'api', 'oauth', 'oauth2']; // prettier-ignore

/** Headers that say something already, spelt as gateways compare them. */
const TAKEN = /^(authorization|proxy_|cookie|set_cookie|host|connection|content_|transfer_encoding|te$|trailer|upgrade|expect|range|if_|accept|origin|referer|user_agent|access_control_|sec_|forwarded|x_forwarded_|x_original_|x_rewrite_url|x_http_method|x_method_override|x_real_ip|x_account|dpop|gatehouse_|via$|date$)/; // prettier-ignore

/** Whether an API of this name would look like something of ours. */
export function isReserved(name: string, entries: readonly OperationEntry[]): boolean {
  const ours = entries.flatMap((entry) => [entry.name, ...entry.scopes]);
  return RESERVED.includes(name) || ours.some((each) => each.split('.')[0] === name);
}

/** What is wrong with the address of an API; nothing when it can be a resource (RFC 8707 §2). */
export function publicUrlFault(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || resourceKey(url) === undefined)
    return 'Write an address such as https://api.example.com, without spaces and fragment.';
  const { username, password, search } = new URL(url);
  if (username || password || search || url.includes('?'))
    return 'The address has neither a query nor a name and password.';
  return undefined;
}

/** What is wrong with a base path; `/` is none. */
export function basePathFault(path: string): string | undefined {
  if (path === '/') return undefined;
  const isPlain = /^(\/[A-Za-z0-9\-._~!$&'()*+,=:@]+)+$/.test(path);
  if (isPlain && !/\/\.{1,2}(?=\/|$)/.test(path)) return undefined;
  return 'Write / or a path such as /v1, of plain segments, without a slash at its end.';
}

/** What is wrong with the name of the header that carries API keys. */
export function keyHeaderFault(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(name))
    return 'Write a name of letters, digits and hyphens, such as X-Api-Key.';
  const folded = name.toLowerCase().replace(/[^a-z0-9]/g, '_');
  return TAKEN.test(folded) ? 'This header means something else already.' : undefined;
}

/** Every operation of an API. */
export function operationsIn({ operations }: LiveApi): LiveOperation[] {
  const found: LiveOperation[] = [];
  const open = [operations];
  for (let node = open.pop(); node; node = open.pop()) {
    found.push(...node.methods.values());
    open.push(...node.literals.values(), ...(node.parameter ? [node.parameter] : []));
  }
  return found;
}
