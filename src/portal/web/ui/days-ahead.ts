/** A minute less than so many days from now, so that the server's longest life is kept. */
export function daysAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000 - 60_000).toISOString();
}
