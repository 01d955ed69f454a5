import { covers } from '../../session/scopes';

/**
 * Secrets that were shown since this page was loaded, by app key, and API keys by app, so that the
 * snippets can hold them. Memory alone: a reload forgets them, and signing out does too.
 */
const secrets = new Map<string, string>();
const apiKeys = new Map<string, { key: string; scopes: string[] }[]>();

export function rememberSecret(appKey: string, secret: string): void {
  secrets.set(appKey, secret);
}

export function revealedSecret(appKey: string): string | undefined {
  return secrets.get(appKey);
}

export function rememberApiKey(appId: string, key: string, scopes: string[]): void {
  apiKeys.set(appId, [...(apiKeys.get(appId) ?? []), { key, scopes }]);
}

/** The newest that opens all that is needed. @param needs of each scope the names that count for it */
export function revealedApiKey(appId: string, needs: string[][]): string | undefined {
  const opens = ({ scopes }: { scopes: string[] }) =>
    needs.every((names) => names.some((name) => covers(scopes, name)));
  return apiKeys.get(appId)?.findLast(opens)?.key;
}
