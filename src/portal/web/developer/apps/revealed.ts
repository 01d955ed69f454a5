/**
 * Secrets that were shown since this page was loaded, by app key, so that the snippets can hold them.
 * Memory alone: a reload forgets them, and signing out does too.
 */
const revealed = new Map<string, string>();

export function rememberSecret(appKey: string, secret: string): void {
  revealed.set(appKey, secret);
}

export function revealedSecret(appKey: string): string | undefined {
  return revealed.get(appKey);
}
