import { LRUCache } from 'lru-cache';

interface Bounds {
  /** How many entries at most. */
  max: number;
  /** Bytes, by `sizeOf`. */
  maxSize: number;
}

/**
 * Caches in two segments (segmented LRU): what was only added waits in the second one until somebody
 * asks for it. However much is added, nothing that is in use is pushed out.
 */
export class SegmentedCache<V extends object> {
  private readonly used: LRUCache<string, V>;
  private readonly added: LRUCache<string, V>;

  /** @param sizeOf bytes of an entry */
  constructor(sizeOf: (value: V) => number, used: Bounds, added: Bounds) {
    this.used = bounded(sizeOf, used);
    this.added = bounded(sizeOf, added);
  }

  /** From then on it counts as used. */
  get(key: string): V | undefined {
    return this.used.get(key) ?? this.promote(key);
  }

  /** Keeps what somebody asked for. */
  set(key: string, value: V): void {
    this.used.set(key, value);
  }

  /** Keeps what nobody has asked for so far. */
  add(key: string, value: V): void {
    this.added.set(key, value);
  }

  delete(key: string): void {
    this.used.delete(key);
    this.added.delete(key);
  }

  deleteWhere(matches: (value: V) => boolean): void {
    for (const segment of [this.used, this.added])
      for (const [key, value] of [...segment]) if (matches(value)) segment.delete(key);
  }

  clear(): void {
    this.used.clear();
    this.added.clear();
  }

  private promote(key: string): V | undefined {
    const value = this.added.get(key);
    if (!value) return undefined;
    this.added.delete(key);
    this.used.set(key, value);
    return value;
  }
}

/**
 * A number of entries by itself would take their places in memory at once. So each of them weighs the
 * number's share of the bytes at least, which bounds both.
 */
function bounded<V extends object>(
  sizeOf: (value: V) => number,
  { max, maxSize }: Bounds,
): LRUCache<string, V> {
  const least = Math.ceil(maxSize / max);
  return new LRUCache({ maxSize, sizeCalculation: (value) => Math.max(sizeOf(value), least) });
}
