/** Scopes that need no role: what a client learns about the person (OpenID Connect Core §5.4). */
export const IDENTITY_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

/** `scope-token` of RFC 6749 §3.3. */
const SCOPE_NAME = /^[\x21\x23-\x5B\x5D-\x7E]+$/;

/** Splits a `scope` parameter: spaces as in RFC 6749 §3.3, commas as some older clients send them. */
export function parseScope(text: string): string[] {
  return [...new Set(text.split(/[ ,]+/).filter(Boolean))];
}

/** Whether the name keeps to the grammar of RFC 6749 §3.3. */
export function isScopeName(name: string): boolean {
  return SCOPE_NAME.test(name);
}

/** Whether the held scopes open the named one: a scope covers everything below its dot. */
export function covers(held: readonly string[], name: string): boolean {
  return held.some((scope) => scope === name || name.startsWith(`${scope}.`));
}

/** The wanted names that the held scopes do not open. */
export function uncovered(held: readonly string[], wanted: readonly string[]): string[] {
  const isCovered = coveredBy(held);
  return wanted.filter((name) => !isCovered(name));
}

/** What both sides open, in the narrower side's words and without repetition. */
export function intersect(left: readonly string[], right: readonly string[]): string[] {
  return withoutCovered([...left.filter(coveredBy(right)), ...right.filter(coveredBy(left))]);
}

/** Drops every name that another one already covers. */
export function withoutCovered(names: readonly string[]): string[] {
  const unique = new Set(names);
  return [...unique].filter((name) => !hasAncestor(unique, name)).sort();
}

/** As `covers`, for many names: its work grows with their number, and not with its square. */
function coveredBy(held: readonly string[]): (name: string) => boolean {
  const there = new Set(held);
  return (name) => there.has(name) || hasAncestor(there, name);
}

/** Whether a name above this one's dots is there. */
function hasAncestor(there: ReadonlySet<string>, name: string): boolean {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
    if (there.has(name.slice(0, dot))) return true;
  return false;
}
