/** A row that was stored as JSON: its times are dates again. */
export function revivedRow<T extends object>(stored: unknown, times: readonly (keyof T)[]): T {
  const row = { ...(stored as T) };
  for (const name of times)
    if (typeof row[name] === 'string') row[name] = new Date(row[name]) as T[keyof T];
  return row;
}
