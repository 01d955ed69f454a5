import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consumerPageGet, consumerPageList } from '../../api/client.gen';
import type { ListRequest } from '../../api/types';
import type { Language } from '../../i18n/language';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';

export type PageKind = 'guide' | 'changelog';

/** Whatever shows published pages; an administrator's change makes all of it old. */
export const PUBLISHED = 'consumer.page';

/** The language that the reader has chosen. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'fr' ? 'fr' : 'en';
}

/** The kinds of which there is something to read. */
export function usePublishedKinds(): readonly PageKind[] {
  const account = useAccount();
  const kinds = useQuery({
    queryKey: [PUBLISHED, 'kinds'],
    queryFn: async () => {
      const found = (['guide', 'changelog'] as const).map(async (kind) => {
        const { totalResults } = await consumerPageList({ kind, count: 1 });
        return totalResults > 0 ? [kind] : [];
      });
      return (await Promise.all(found)).flat();
    },
    staleTime: 300_000,
    enabled: covers(account.data?.scopes ?? [], 'consumer.page.list'),
  });
  return kinds.data ?? [];
}

/** Guides or entries of the changelog, page by page. */
export function usePublishedPages(kind: PageKind, query: ListRequest) {
  const language = useLanguage();
  return useQuery({
    queryKey: [PUBLISHED, 'list', kind, language, query],
    queryFn: () => consumerPageList({ ...query, kind, language }),
    placeholderData: keepPreviousData,
  });
}

/** One of them with its text. */
export function usePublishedPage(kind: PageKind, slug: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: [PUBLISHED, 'get', kind, slug, language],
    queryFn: () => consumerPageGet(kind, slug, { language }),
    staleTime: 30_000,
  });
}
