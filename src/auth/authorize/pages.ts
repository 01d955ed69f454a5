import type { Language } from '../../common/language.js';
import type { PostedAnswer } from '../../oauth/interactive-ports.js';
import { escaped } from '../../common/html.js';
import { type Host, type WrittenPage, writePage } from './page-frame.js';

const ERROR_WORDS = {
  en: {
    title: 'This link does not work',
    what: 'An app sent you here with a request that we cannot answer. You were not signed in to it, and nothing was shared. Please tell the people who made the app:',
  },
  fr: {
    title: 'Ce lien ne fonctionne pas',
    what: 'Une application vous a envoyé ici avec une demande à laquelle nous ne pouvons pas répondre. Vous n’y êtes pas connecté, et rien n’a été partagé. Dites-le aux personnes qui ont fait l’application :',
  },
};

/**
 * What a person sees when an app sent them here with a request that cannot be answered to the app:
 * its address is not known to be its own. Nothing from the request is on the page.
 */
export function errorPage(
  { error, detail }: { error: string; detail: string },
  language: Language,
  host: Host,
): WrittenPage {
  const { title, what } = ERROR_WORDS[language];
  const reason = `<p><span lang="en">${escaped(detail)}</span> <code>${escaped(error)}</code></p>`;
  return writePage({ language, title, body: [`<p>${what}</p>`, reason] }, host);
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
export function refusalPage(refusal: Refusal, language: Language, host: Host): WrittenPage {
  const words = REFUSAL_WORDS[language];
  const { address, error, description } = refusal;
  const body = [
    `<p><strong><bdi>${escaped(cut(refusal.app))}</bdi></strong> ${words.who}</p>`,
    `<p>${words.what} <span lang="en">${escaped(description)}</span> <code>${escaped(error)}</code></p>`,
    `<p><a rel="nofollow noreferrer" href="${escaped(address)}">${words.back} <bdi>${escaped(cut(refusal.host))}</bdi></a></p>`,
    `<p>${words.hint}</p>`,
  ];
  return writePage({ language, title: words.title, body }, host);
}

function cut(text: string): string {
  const signs = [...text];
  return signs.length > LONGEST_NAME ? `${signs.slice(0, LONGEST_NAME).join('')}…` : text;
}

/**
 * What the page may do: run its one script, and post. A browser applies `form-action` to the redirects
 * after the post too, and many apps go on to another host of theirs, so `https` stays allowed.
 */
export function formPostPolicy(
  { styleSource }: WrittenPage,
  redirectUri: string,
  nonce: string,
): string {
  return (
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${styleSource}; img-src 'self'; ` +
    `form-action ${new URL(redirectUri).origin} https:; base-uri 'none'; frame-ancestors 'none'`
  );
}

const POST_WORDS = {
  en: { title: 'Back to the app', on: 'You go on to', button: 'Continue' },
  fr: { title: 'Retour à l’application', on: 'Vous continuez vers', button: 'Continuer' },
};

/**
 * Posts the answer to the client (OAuth 2.0 Form Post Response Mode §2); whose browser runs no script
 * gets a button. The client learns which origin the post comes from, and nothing else of the address.
 * @param nonce of the script that posts at once; it waits for a click without one
 */
export function formPostPage(
  { redirectUri, members }: PostedAnswer,
  language: Language,
  host: Host,
  nonce?: string,
): WrittenPage {
  const { title, on, button } = POST_WORDS[language];
  const body = [
    `<p>${on} ${escaped(new URL(redirectUri).host)}.</p>`,
    `<form method="post" action="${escaped(redirectUri)}">`,
    ...Object.entries(members).map(
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
    ),
    `<button type="submit">${button}</button></form>`,
    ...(nonce ? [`<script nonce="${nonce}">document.forms[0].submit()</script>`] : []),
  ];
  const head = ['<meta name="referrer" content="origin">'];
  return writePage({ language, title, head, body }, host);
}
