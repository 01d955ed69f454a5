/**
 * Bounds a cache by a number of entries, whose places are taken as they come. lru-cache's `max` takes
 * all of them when the cache is made.
 */
export function entries(most: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: most, sizeCalculation: () => 1 };
}
