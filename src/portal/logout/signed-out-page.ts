import { escaped } from '../../common/html.js';
import { type Host, type WrittenPage, writePage } from '../../auth/authorize/page-frame.js';
import type { Language } from '../../common/language.js';

const WORDS = {
  en: { title: 'You are signed out', back: 'Back to' },
  fr: { title: 'Vous êtes déconnecté', back: 'Retour à' },
};

/** Tells somebody who is signed out already where the app wants them to go. */
export function signedOutPage(address: string, language: Language, home: Host): WrittenPage {
  const { title, back } = WORDS[language];
  const { host, protocol } = new URL(address);
  const link = `<p><a href="${escaped(address)}">${back} ${escaped(host || protocol)}</a></p>`;
  return writePage({ language, title, body: [link] }, home);
}
