import { FACES } from '../oauth/faces.js';

const TOKEN_PATHS: string[] = Object.values(FACES).map(({ path }) => path);

const PATHS = new Set([
  ...TOKEN_PATHS,
  '/authorization/revoke',
  '/authorization/introspect',
  '/authorization/par',
  '/authorization/device',
  '/authorization/register',
]);

/** Whether errors there are worded as RFC 6749 §5.2 wants, and forms are read. */
export function isProtocolPath(url: string): boolean {
  const query = url.indexOf('?');
  return PATHS.has(query < 0 ? url : url.slice(0, query));
}

/** Whether it is a token endpoint, where `GET` is a setting. */
export function isTokenPath(path: string): boolean {
  return TOKEN_PATHS.includes(path);
}
