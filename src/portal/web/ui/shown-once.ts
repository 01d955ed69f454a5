import type { ReactNode } from 'react';

/** Something that the server tells once, and how it is shown. */
export interface ShownOnce {
  title: string;
  /** Says that it is never shown again. */
  once: string;
  /** Whose it is, in a person's own words. */
  about?: string;
  /** Copying a secret one counts as saving. */
  values: { label: string; value: string; isSecret?: boolean }[];
  /** What it goes into, below the values; copying all of it counts as saving, too. */
  more?: (saved: () => void) => ReactNode;
  /** What to do when it gets lost. */
  ifLost: string;
  file: { name: string; text: string };
  /** The button's word, where it says already that it was saved. */
  closing?: string;
  /** What follows when it was saved. */
  onClose?: () => void;
}

/** In the order of arrival. Memory alone: a reload forgets them. */
let waiting: ShownOnce[] = [];
const listeners = new Set<() => void>();

function set(next: ShownOnce[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/**
 * Shows a secret from outside of the page that asked for it: its answer may come when the reader has
 * gone elsewhere, and nobody could ever show it again.
 */
export function showOnce(shown: ShownOnce): void {
  set([...waiting, shown]);
}

export const shownOnce = {
  current: () => waiting[0],
  drop: (shown: ShownOnce) => set(waiting.filter((other) => other !== shown)),
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
