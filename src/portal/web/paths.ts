import { pages as paths } from '../pages';

export { paths };

/** `/sign-in?next=…`: signs in and comes back. */
export function signInAndReturn(next: string): string {
  return next === paths.start ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(next)}`;
}

/** `/register?next=…`: makes an account and goes on to the same page. */
export function registerAndReturn(next: string): string {
  return next === paths.start
    ? paths.register
    : `${paths.register}?next=${encodeURIComponent(next)}`;
}

/**
 * The page of this portal that `next` names, or the start page. Anything that could leave the origin
 * (`//host`, `/\host`, `javascript:`) is not such a page.
 */
export function safeNext(next: string | null): string {
  if (!next || !next.startsWith('/')) return paths.start;
  const url = new URL(next, window.location.origin);
  if (url.origin !== window.location.origin || next.startsWith('//')) return paths.start;
  return url.pathname + url.search + url.hash;
}
