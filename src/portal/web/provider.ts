import { useSyncExternalStore } from 'react';
import { DEFAULT_ACCENT } from '../../settings/appearance/palette';
import type { Provider } from '../../settings/appearance/provider';
import { basePath } from './base';

/** Where the built page runs without a server that fills it in. */
const OURS: Provider = {
  name: 'Gatehouse',
  accentColor: DEFAULT_ACCENT,
  accentColorDark: null,
  logo: null,
  logoDark: null,
  favicon: null,
  supportEmail: null,
  termsUrl: null,
  privacyUrl: null,
  statusUrl: null,
};

let provider = served();
const readers = new Set<() => void>();

/** What the server wrote into the page: it is known before anything is drawn. */
function served(): Provider {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="provider"]');
  return meta?.content ? (JSON.parse(meta.content) as Provider) : OURS;
}

/** Whose portal it is. */
export function useProvider(): Provider {
  return useSyncExternalStore(subscribe, currentProvider);
}

/** The same for who does not draw. */
export function currentProvider(): Provider {
  return provider;
}

/** Asks for it again, after it was changed. */
export async function fetchProvider(): Promise<Provider> {
  const answer = await fetch(`${basePath}/files/appearance.json`, { credentials: 'omit' });
  return (await answer.json()) as Provider;
}

/** Shows another face from now on: an administrator has changed it. */
export function showProvider(changed: Provider): void {
  provider = changed;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon && changed.favicon) icon.href = changed.favicon;
  for (const read of readers) read();
}

function subscribe(read: () => void): () => void {
  readers.add(read);
  return () => readers.delete(read);
}
