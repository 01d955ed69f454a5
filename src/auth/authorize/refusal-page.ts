import { escaped, PAGE_STYLE } from './error-page.js';

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

const WORDS = {
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
  const words = WORDS[language];
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
function languageOf(header = ''): keyof typeof WORDS {
  const asked = header.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.find((name) => name === 'fr' || name === 'en') ?? 'en';
}

function cut(text: string): string {
  const signs = [...text];
  return signs.length > LONGEST_NAME ? `${signs.slice(0, LONGEST_NAME).join('')}…` : text;
}
