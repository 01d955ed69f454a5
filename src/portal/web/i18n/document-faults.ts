import i18next from 'i18next';
import { FRENCH_FAULTS } from './fr/document-faults';

const KNOWN = Object.entries(FRENCH_FAULTS).map(([english, french]) => ({
  pattern: patternOf(english),
  french,
}));

/** What is wrong with a document, in the reader's language; the place before it stays as it is. */
export function documentFault(said: string): string {
  return i18next.language === 'fr' ? frenchFault(said) : said;
}

/** The same in French; unchanged when the sentence is not known. */
export function frenchFault(said: string): string {
  for (const { pattern, french } of KNOWN) {
    const found = pattern.exec(said);
    if (!found) continue;
    const [, place = '', ...words] = found;
    let next = 0;
    return place.replace(/: $/, ' : ') + french.replaceAll('{}', () => words[next++] ?? '');
  }
  return said;
}

function patternOf(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(.*?: )??${parts.join('(.*?)')}$`, 's');
}
