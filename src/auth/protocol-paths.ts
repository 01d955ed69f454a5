import { pathOf } from '../common/path-pattern.js';
import { FACES } from '../oauth/faces.js';

/** Where an app sends a person's browser. */
export const AUTHORIZE_PATH = '/authorization/authorize';

const TOKEN_PATHS: string[] = Object.values(FACES).map(({ path }) => path);

const PATHS = new Set([
  ...TOKEN_PATHS,
  '/authorization/revoke',
  '/authorization/introspect',
  '/authorization/par',
  '/authorization/device',
  '/authorization/register',
]);

/** Whether errors there are worded as RFC 6749 §5.2 wants. */
export function isProtocolPath(url: string): boolean {
  return PATHS.has(pathOf(url));
}

/** Whether forms are read there: they are what a foreign page can send without asking. */
export function takesForms(url: string): boolean {
  return isProtocolPath(url) || pathOf(url) === AUTHORIZE_PATH;
}

/** Whether it is a token endpoint, where `GET` is a setting. */
export function isTokenPath(path: string): boolean {
  return TOKEN_PATHS.includes(path);
}
