/** Where an answer goes, for people: the host, or the private scheme of an app, whose host is none of the web. */
export function redirectHost(uri: string): string {
  const { host, protocol } = new URL(uri);
  return /^https?:$/.test(protocol) ? host : protocol.slice(0, -1);
}
