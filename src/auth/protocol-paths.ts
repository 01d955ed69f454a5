import { FACES } from '../oauth/faces.js';

const PATHS = new Set([
  ...Object.values(FACES).map(({ path }) => path),
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
