import { useQuery } from '@tanstack/react-query';
import { basePath } from '../base';

/** What everybody is told who opens the portal. */
export interface Announced {
  textEn: string;
  textFr: string;
  level: 'info' | 'warning';
}

interface Notices {
  announcement: Announced | null;
  /** The version that a sign-up accepts, and where it stands if not here. */
  terms: { version: string; link: string | null } | null;
}

/** The terms of use with their texts. */
export interface TermsText {
  version: string;
  link: string | null;
  markdownEn: string;
  markdownFr: string;
  publishedAt: string;
}

const NOTICES_MS = 300_000;

/** A file of the portal; without it, nothing is said. */
async function fileOf<T>(name: string): Promise<T | null> {
  const answer = await fetch(`${basePath}/files/${name}.json`, { credentials: 'omit' });
  // What is not read stays open.
  const body = (await answer.json().catch(() => null)) as T | null;
  return answer.ok ? body : null;
}

/** The announcement, and which terms are in force. */
export function useNotices() {
  return useQuery({
    queryKey: ['files.notices'],
    queryFn: () => fileOf<Notices>('notices'),
    staleTime: 60_000,
    refetchInterval: NOTICES_MS,
  });
}

/** The terms in force; null where there are none. */
export function useTermsText() {
  return useQuery({ queryKey: ['files.terms'], queryFn: () => fileOf<TermsText>('terms') });
}
