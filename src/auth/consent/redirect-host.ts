/** Where an answer goes, for people: the host, or the private scheme of an app that has none. */
export function redirectHost(uri: string): string {
  const { host, protocol } = new URL(uri);
  return host || protocol.slice(0, -1);
}
