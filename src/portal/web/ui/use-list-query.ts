import { useDebouncedValue } from '@mantine/hooks';
import { useSearchParams } from 'react-router';

/** How many entries a page of a list has. */
export const PAGE_SIZE = 16;

/** How a list is sorted that nobody sorted, unless its page says another order. */
const NEWEST_FIRST = '-created';

/**
 * Search, filters and page of a list, kept in the URL so that a view can be linked and the browser's
 * back button works. Setting a filter goes back to the first page. The URL follows each key at once, and
 * only the question to the server waits: a URL set later would undo a link that was followed meanwhile.
 * @param usualSort how the server sorts when it is not told
 */
export function useListQuery(usualSort = NEWEST_FIRST) {
  const [params, setParams] = useSearchParams();
  const page = Math.max(1, Number(params.get('page')) || 1);
  const search = params.get('search') ?? '';
  const [asked] = useDebouncedValue(search, 250);
  const change = (changes: Record<string, string | undefined>, replace: boolean) => {
    // The router's own are those of the last render: of two changes at once the first would be lost.
    const next = new URLSearchParams(window.location.search);
    for (const [key, value] of Object.entries(changes))
      if (value) next.set(key, value);
      else next.delete(key);
    setParams(next, { replace });
  };
  return {
    usualSort,
    page,
    search,
    filter: (name: string) => params.get(name) ?? undefined,
    setFilter: (name: string, value: string | null | undefined) =>
      change({ [name]: value ?? undefined, page: undefined }, true),
    setFilters: (values: Record<string, string | undefined>) =>
      change({ ...values, page: undefined }, true),
    setPage: (next: number) => change({ page: next > 1 ? String(next) : undefined }, false),
    /** As the server takes it. */
    query: {
      startIndex: (page - 1) * PAGE_SIZE,
      count: PAGE_SIZE,
      search: asked || undefined,
    },
  };
}

export type ListQuery = ReturnType<typeof useListQuery>;

/** The value, if it is one of these: what stands in a URL may be anything. */
export function oneOf<T extends string>(values: readonly T[], value?: string): T | undefined {
  return values.find((each) => each === value);
}
