import ipaddr from 'ipaddr.js';

type Values = Record<string, string | undefined>;

/** As shells, JSON and word processors write them. */
const WITHIN_QUOTES = /^(?:(["'`]).*\1|[“”„‘’‚«].*[“”‘’»])$/s;

/** What files, shells and other programs leave in a value that somebody meant otherwise. */
export function strayFaults(values: Values): string[] {
  return Object.entries(values).flatMap(([name, value = '']) => {
    if (/\p{Cc}/u.test(value))
      return [`${name} holds a line break or another control character; take it out`];
    if (/^\s|\s$/.test(value))
      return [`${name} begins or ends with a space or another invisible character; take it out`];
    if (WITHIN_QUOTES.test(value))
      return [`${name} is written within quotes, which would be a part of it; take them away`];
    return [];
  });
}

/** RFC 8414 §2: an issuer has neither a query nor a fragment; a user in it would be told to all. */
export function publicUrlFaults(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { username, password, pathname } = new URL(url);
  if (/[?#]/.test(url) || username !== '' || password !== '')
    return ['PUBLIC_URL must have no query, no fragment and no user; leave the address alone'];
  // It becomes a part of addresses, of a page and of a cookie.
  if (!/^(\/[\w.~%-]+)*\/*$/.test(pathname))
    return ['PUBLIC_URL may have a path of letters, digits, dots and dashes, such as /gate'];
  return [];
}

/** `URL` reads what it cannot decode; the drivers do not. */
export function isReadableUrl(url: string): boolean {
  try {
    return decodeURIComponent(new URL(url).href) !== '';
  } catch {
    return false;
  }
}

/** Other programs read `sqlite://a` as relative, as a host or as a path from the root. */
export function sqliteFaults(url: string | undefined): string[] {
  if (!url?.startsWith('sqlite:')) return [];
  const path = url.slice('sqlite:'.length);
  const isClear = /^(\/\/)?\/(?!\/)./.test(path) || /^[^/:]/.test(path);
  if (isClear && !path.startsWith('file:') && !/[?#]/.test(path) && !path.endsWith('/')) return [];
  return [
    'DATABASE_URL must be sqlite:relative/path or sqlite:///absolute/path, a file without parameters',
  ];
}

/** A bare number is a count of proxies elsewhere; an address library reads it as 0.0.0.1. */
export function proxyFaults(proxies: string[]): string[] {
  return proxies
    .filter((proxy) => !isAddress(proxy))
    .map((proxy) => `TRUST_PROXY must list addresses or networks, "${proxy}" is neither`);
}

function isAddress(text: string): boolean {
  const [address = '', length] = text.split('/');
  // A network of all addresses would let everybody say who they are.
  if (Number(length) === 0) return false;
  const isWhole = address.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(address);
  return isWhole && (ipaddr.isValid(text) || ipaddr.isValidCIDR(text));
}

/** What starts, but is seldom meant; told once at the start. */
export function warningsOf(values: Values, publicUrl: string, masterKey: Buffer): string[] {
  const warnings: string[] = [];
  if (values.PUBLIC_URL === undefined && !isLoopback(values.HOST ?? ''))
    warnings.push(
      `PUBLIC_URL is not set: signing in works at ${publicUrl} alone, not at another name of this machine.`,
    );
  const { protocol, hostname } = new URL(publicUrl);
  if (values.NODE_ENV === 'production' && protocol === 'http:' && !isLoopback(hostname))
    warnings.push('PUBLIC_URL begins with http: passwords and tokens travel unprotected.');
  if (isRegular(masterKey.toString('utf8'))) {
    const name = values.SECRET_KEY === undefined ? 'The file of the SECRET_KEY' : 'SECRET_KEY';
    warnings.push(
      `${name} has fewer than 8 different characters, or repeats a few: it can be guessed.`,
    );
  }
  return warnings;
}

/** Whether few different characters, or one piece again and again, make up the whole. */
function isRegular(key: string): boolean {
  if (new Set(key).size < 8) return true;
  // A text that repeats a piece is found in itself, moved on by the length of that piece.
  for (let length = 8; length <= key.length / 2; length += 1)
    if (key.startsWith(key.slice(length))) return true;
  return false;
}

/** Whether a host is this machine, seen from itself (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
