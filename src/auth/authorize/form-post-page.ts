import type { PostedAnswer } from '../../oauth/interactive-ports.js';
import { escaped, PAGE_STYLE, PAGE_STYLE_SOURCE } from './error-page.js';

/**
 * What the page may do: run its one script, and post. A browser applies `form-action` to the redirects
 * after the post too, and many apps go on to another host of theirs, so `https` stays allowed.
 */
export function formPostPolicy(redirectUri: string, nonce: string): string {
  return (
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${PAGE_STYLE_SOURCE}; ` +
    `form-action ${new URL(redirectUri).origin} https:; base-uri 'none'; frame-ancestors 'none'`
  );
}

/**
 * Posts the answer to the client (OAuth 2.0 Form Post Response Mode §2); whose browser runs no script
 * gets a button. The client learns which origin the post comes from, and nothing else of the address.
 * @param nonce of the script that posts at once; it waits for a click without one
 */
export function formPostPage({ redirectUri, members }: PostedAnswer, nonce?: string): string {
  const { host } = new URL(redirectUri);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="referrer" content="origin">',
    `<title>Back to the app</title><style>${PAGE_STYLE}</style></head><body>`,
    '<h1>Back to the app</h1>',
    `<p>You go on to ${escaped(host)}.</p>`,
    `<form method="post" action="${escaped(redirectUri)}">`,
    ...Object.entries(members).map(
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
    ),
    '<button type="submit">Continue</button></form>',
    ...(nonce ? [`<script nonce="${nonce}">document.forms[0].submit()</script>`] : []),
    '</body></html>',
  ].join('\n');
}
