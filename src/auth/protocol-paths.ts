import { pathOf } from '../common/path-pattern.js';
import { FACES } from '../oauth/faces.js';

/** Where an app sends a person's browser. */
export const AUTHORIZE_PATH = '/authorization/authorize';

/** The page that posts an answer to an app. */
export const FORM_POST_PATH = '/authorization/form_post';

/** Where a person signs out, as OpenID Connect RP-Initiated Logout §2 calls it. */
export const SIGN_OUT_PATH = '/sign-out';

/** Forms that are answered by a redirect, or read nothing from the body (OpenID Connect Core §5.3.1). */
const OTHER_FORMS = [AUTHORIZE_PATH, SIGN_OUT_PATH, '/authorization/userinfo'];

/** Where a program registers: its lists have no form (RFC 7591 §3.1). */
const REGISTER_PATH = '/authorization/register';

const TOKEN_PATHS: string[] = Object.values(FACES).map(({ path }) => path);

const PATHS = new Set([
  ...TOKEN_PATHS,
  '/authorization/revoke',
  '/authorization/introspect',
  '/authorization/par',
  '/authorization/device',
  REGISTER_PATH,
]);

/** Whether errors there are worded as RFC 6749 §5.2 wants. */
export function isProtocolPath(url: string): boolean {
  return PATHS.has(pathOf(url));
}

/** Whether forms are read there: they are what a foreign page can send without asking. */
export function takesForms(url: string): boolean {
  const path = pathOf(url);
  return path !== REGISTER_PATH && (PATHS.has(path) || OTHER_FORMS.includes(path));
}

/** Whether it is a token endpoint, where `GET` is a setting. */
export function isTokenPath(path: string): boolean {
  return TOKEN_PATHS.includes(path);
}
