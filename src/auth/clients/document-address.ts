const LONGEST = 512;

/**
 * Why a client id is not the address of a client's metadata document, as a sentence; nothing when it
 * is. Only the one plain spelling passes: https on the usual port, a host name, a path, and neither
 * user, fragment, query nor dot segments. So no IP address in any disguise, and no other service of
 * a host, can be reached.
 */
export function documentAddressFault(id: string): string | undefined {
  if (id.length > LONGEST) return `A client id has at most ${LONGEST} characters.`;
  if (!URL.canParse(id)) return 'The address cannot be read.';
  const url = new URL(id);
  if (url.href !== id) return 'The address is not in its plain spelling.';
  if (url.protocol !== 'https:') return 'The address must use https.';
  if (url.username || url.password || url.port || url.search || url.hash)
    return 'The address has neither user, port, query nor fragment.';
  if (url.pathname === '/') return 'The address has a path.';
  if (!/^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(url.hostname))
    return 'The address names a host by its full name.';
  return undefined;
}

/** What a client that describes itself is called; nothing when the id is an app's key. */
export function selfDescribedName(clientId: string): string | undefined {
  return clientId.startsWith('https://') ? new URL(clientId).host : undefined;
}
