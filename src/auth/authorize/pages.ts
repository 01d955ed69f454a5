import { createHash } from 'node:crypto';
import type { PostedAnswer } from '../../oauth/interactive-ports.js';

/** How the pages look that no application draws. */
export const PAGE_STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;' +
  'color:#222;background:#fff}code{color:#666}' +
  '@media(prefers-color-scheme:dark){body{color:#eee;background:#1a1a1a}code{color:#aaa}}';
/** That style alone, in a policy. */
const PAGE_STYLE_SOURCE = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;

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

/** What the page says, and where its link leads. */
export interface Refusal {
  app: string;
  /** Where the answer goes, for people. */
  host: string;
  /** With the error for the client. */
  address: string;
  error: string;
  description: string;
}

const LONGEST_NAME = 60;

const REFUSAL_WORDS = {
  en: {
    title: 'This request does not work',
    who: 'sent you here with a request that we cannot answer. Nobody is signed in, and nothing was shared.',
    what: 'What is wrong:',
    back: 'Back to',
    hint: 'The link tells the app what is wrong. Follow it only if you came from there.',
  },
  fr: {
    title: 'Cette demande ne fonctionne pas',
    who: 'vous a envoyé ici avec une demande à laquelle nous ne pouvons pas répondre. Personne n’est connecté, et rien n’a été partagé.',
    what: 'Ce qui ne va pas :',
    back: 'Retour à',
    hint: 'Le lien dit à l’application ce qui ne va pas. Suivez-le seulement si vous en venez.',
  },
};

/** The page for a person whom an app sent with a wrong request, before anybody has signed in. */
export function refusalPage(refusal: Refusal, acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const words = REFUSAL_WORDS[language];
  const { address, host, error, description } = refusal;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${words.title}</title><style>${PAGE_STYLE}</style></head><body>`,
    `<h1>${words.title}</h1>`,
    `<p><strong><bdi>${escaped(cut(refusal.app))}</bdi></strong> ${words.who}</p>`,
    `<p>${words.what} <span lang="en">${escaped(description)}</span> <code>${escaped(error)}</code></p>`,
    `<p><a rel="nofollow noreferrer" href="${escaped(address)}">${words.back} <bdi>${escaped(cut(host))}</bdi></a></p>`,
    `<p>${words.hint}</p>`,
    '</body></html>',
  ].join('\n');
}

/** The first of the browser's languages that the portal has too. */
function languageOf(header = ''): keyof typeof REFUSAL_WORDS {
  const asked = header.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.find((name) => name === 'fr' || name === 'en') ?? 'en';
}

function cut(text: string): string {
  const signs = [...text];
  return signs.length > LONGEST_NAME ? `${signs.slice(0, LONGEST_NAME).join('')}…` : text;
}

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

/** Text within a page, or within an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
