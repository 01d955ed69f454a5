import { ERROR_PAGE_POLICY, escaped, PAGE_STYLE } from '../../auth/authorize/pages.js';

/** Nothing may run, load or frame on the page but its own style. */
export const SIGNED_OUT_POLICY = ERROR_PAGE_POLICY;

const WORDS = {
  en: { title: 'You are signed out', back: 'Back to' },
  fr: { title: 'Vous êtes déconnecté', back: 'Retour à' },
};

/** Tells somebody who is signed out already where the app wants them to go. */
export function signedOutPage(address: string, languages: string): string {
  const language = /^\s*fr\b/i.test(languages) ? 'fr' : 'en';
  const { title, back } = WORDS[language];
  const { host, protocol } = new URL(address);
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title><style>${PAGE_STYLE}</style></head><body>`,
    `<h1>${title}</h1>`,
    `<p><a href="${escaped(address)}">${back} ${escaped(host || protocol)}</a></p>`,
    '</body></html>',
  ].join('\n');
}
