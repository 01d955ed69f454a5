/** @database sqlite */
import { SegmentedCache } from '../../src/common/segmented-cache.js';

describe('a cache in two segments', () => {
  const bounds = { max: 10, maxSize: 1_000 };
  const cacheOf = (sizeOf: (value: { size: number }) => number) =>
    new SegmentedCache<{ size: number }>(sizeOf, bounds, bounds);
  const kept = (cache: SegmentedCache<{ size: number }>) => {
    const found = new Set<number>();
    cache.deleteWhere(({ size }) => !!found.add(size));
    return found.size;
  };

  it.each([
    ['so many entries, however small they are', () => 1, 10],
    ['so many bytes, however few the entries are', () => 400, 2],
  ])('keeps %s', (_, sizeOf, expected) => {
    for (const put of ['set', 'add'] as const) {
      const cache = cacheOf(sizeOf);
      for (let size = 0; size < 50; size += 1) cache[put](`key ${size}`, { size });
      expect([put, kept(cache)]).toEqual([put, expected]);
    }
  });

  it('keeps what is in use, however much is added', () => {
    const cache = cacheOf(() => 1);
    cache.set('used', { size: 0 });
    for (let size = 1; size < 50; size += 1) cache.add(`key ${size}`, { size });
    expect(cache.get('used')).toEqual({ size: 0 });
  });
});
