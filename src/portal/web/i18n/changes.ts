import i18next from 'i18next';
import { FRENCH_CHANGES } from './fr/changes';

/** What changed, in the reader's language. */
export function sentenceOfChange(sentence: string): string {
  if (i18next.language !== 'fr') return sentence;
  const found = FRENCH_CHANGES.find(([english]) => english.test(sentence));
  return found ? sentence.replace(...found) : sentence;
}
