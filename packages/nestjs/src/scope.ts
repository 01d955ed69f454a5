/** Whether the held scopes open the named one: a scope covers everything below its dot. */
export function covers(held: readonly string[], name: string): boolean {
  return held.some((scope) => scope === name || name.startsWith(`${scope}.`));
}
