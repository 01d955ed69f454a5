import { useState } from 'react';

/** Rows of a list that were chosen for an act on all of them. */
export interface Selection<T> {
  rows: T[];
  has: (row: T) => boolean;
  /** Chooses rows, or takes them out. */
  set: (rows: T[], chosen: boolean) => void;
  clear: () => void;
  /** What a row is called. */
  nameOf: (row: T) => string;
}

/**
 * Remembers what was chosen on all pages of a list; another filter begins anew, so that nothing is
 * changed that is out of sight.
 * @param filters what the list shows, its page and its order apart
 */
export function useSelection<T extends { id: string }>(
  filters: object,
  nameOf: (row: T) => string,
): Selection<T> {
  const of = JSON.stringify(filters);
  const [chosen, setChosen] = useState({ of, rows: new Map<string, T>() });
  const rows = chosen.of === of ? chosen.rows : new Map<string, T>();
  const set = (some: T[], isChosen: boolean) => {
    const next = new Map(rows);
    for (const row of some)
      if (isChosen) next.set(row.id, row);
      else next.delete(row.id);
    setChosen({ of, rows: next });
  };
  return {
    rows: [...rows.values()],
    has: ({ id }) => rows.has(id),
    set,
    clear: () => setChosen({ of, rows: new Map() }),
    nameOf,
  };
}
