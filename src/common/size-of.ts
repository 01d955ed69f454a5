/** What an entry of a cache costs beside its text, in bytes. */
const USUAL = 500;

/** About how many bytes of memory a plain value takes; for the bounds of caches. */
export function sizeOf(value: unknown): number {
  return USUAL + 2 * (JSON.stringify(value)?.length ?? 0);
}
