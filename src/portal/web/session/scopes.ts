/** Whether one of `held` is `name` or stands above it: `deliveries` covers `deliveries.create`. */
export function covers(held: string[], name: string): boolean {
  return held.some((scope) => name === scope || name.startsWith(`${scope}.`));
}

/** Whether `held` opens anything at or below `name`: worth a place in the navigation. */
export function opensAnything(held: string[], name: string): boolean {
  return covers(held, name) || held.some((scope) => scope.startsWith(`${name}.`));
}
