import { createHash } from 'node:crypto';

/** How the pages look that no application draws. */
export const PAGE_STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;' +
  'color:#222;background:#fff}code{color:#666}' +
  '@media(prefers-color-scheme:dark){body{color:#eee;background:#1a1a1a}code{color:#aaa}}';
/** That style alone, in a policy. */
export const PAGE_STYLE_SOURCE = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;

/** Nothing may run, load or frame on the page but its own style. */
export const ERROR_PAGE_POLICY =
  `default-src 'none'; style-src ${PAGE_STYLE_SOURCE}; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What a person sees when an app sent them here with a request that cannot be answered to the app:
 * its address is not known to be its own. Nothing from the request is on the page.
 */
export function errorPage({ error, detail }: { error: string; detail: string }): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>This link does not work</title><style>${PAGE_STYLE}</style></head><body>`,
    '<h1>This link does not work</h1>',
    '<p>An app sent you here with a request that we cannot answer. You were not signed in to it, ',
    'and nothing was shared. Please tell the people who made the app:</p>',
    `<p>${escaped(detail)} <code>${escaped(error)}</code></p>`,
    '</body></html>',
  ].join('\n');
}

/** Text within a page, or within an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
