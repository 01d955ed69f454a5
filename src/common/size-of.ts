/** What an entry of a cache costs beside its text, in bytes. */
const USUAL = 500;

/** About how many bytes of memory a value takes, with what its maps and sets hold; for the bounds of caches. */
export function sizeOf(value: unknown): number {
  return USUAL + 2 * (JSON.stringify(value, withMembers)?.length ?? 0);
}

/** JSON writes maps and sets as if they were empty. */
function withMembers(_name: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}
