import { generatePath } from 'react-router';
import { isPage } from '../../../pages';
import { basePath } from '../../base';
import { paths } from '../../paths';
import { anchorOf } from './parsed';

/** Where a link of a text leads; nothing for an address that no text may lead to. */
export type Target =
  | { kind: 'anchor' | 'outside'; href: string }
  /** A page of this portal. */
  | { kind: 'page'; to: string };

/** `webhooks`, `webhooks.md`, `webhooks.md#retries`: another guide. */
const GUIDE = /^(?:\.\/)?([a-z0-9][a-z0-9-]*)(?:\.md)?(#.*)?$/;
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/;

/** Reads the address of a link: pages of the portal, the web and mail, and no script. */
export function targetOf(href: string): Target | undefined {
  if (href.startsWith('#'))
    return { kind: 'anchor', href: `#${anchorOf(readable(href.slice(1)))}` };
  const [, slug, anchor = ''] = GUIDE.exec(href) ?? [];
  if (slug) return { kind: 'page', to: generatePath(paths.guide, { slug }) + withPrefix(anchor) };
  if (href.startsWith('/')) return ownTarget(href);
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (!url || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return undefined;
  return { kind: 'outside', href: url.href };
}

/** The address of a picture; nothing unless it is one of this origin, as the page's policy says. */
export function pictureOf(href: string): string | undefined {
  if (PICTURE.test(href)) return href;
  return href.startsWith('/') && isOwn(href) ? basePath + href : undefined;
}

function ownTarget(href: string): Target | undefined {
  if (!isOwn(href)) return undefined;
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(href) ?? [];
  return isPage(path)
    ? { kind: 'page', to: path + withPrefix(rest) }
    : { kind: 'outside', href: basePath + href };
}

/** `//host` and `/\host` leave this origin. */
function isOwn(href: string): boolean {
  return new URL(href, window.location.origin).origin === window.location.origin;
}

function withPrefix(anchor: string): string {
  return anchor.startsWith('#') ? `#${anchorOf(readable(anchor.slice(1)))}` : anchor;
}

/** An anchor as it was written, if it was encoded for an address. */
export function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
