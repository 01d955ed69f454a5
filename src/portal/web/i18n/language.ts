import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages of the portal, with the names that their readers use. */
export const LANGUAGES = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof LANGUAGES;

const STORED = 'gatehouse.language';

function isLanguage(text: string | null | undefined): text is Language {
  return text === 'en' || text === 'fr';
}

/** What was chosen before, else the first of the browser's languages that we have. */
function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((name) => name.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Only the words of the chosen language travel: first those of the pages before the portal. */
async function firstWordsOf(language: Language) {
  return language === 'fr' ? (await import('./fr')).fr : (await import('./en')).en;
}

/** The words of the portal itself. */
async function otherWordsOf(language: Language) {
  return language === 'fr'
    ? (await import('./fr-portal')).frPortal
    : (await import('./en-portal')).enPortal;
}

async function addWords(language: Language): Promise<void> {
  const [first, others] = await Promise.all([firstWordsOf(language), otherWordsOf(language)]);
  i18next.addResourceBundle(language, 'translation', { ...first, ...others });
}

let start: (() => void) | undefined;
const started = new Promise<void>((resolve) => (start = resolve));
let allWords: Promise<void> | undefined;

/** Resolves when every word of the language is here; what the portal shows waits for it. */
export function loadAllWords(): Promise<void> {
  // The router asks before the language has started.
  return (allWords ??= started.then(() => addWords(i18next.language as Language)));
}

/** Loads what the first page needs before it is drawn; the other words follow. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await firstWordsOf(language) } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  start?.();
  // A failure is told by the page that needs them.
  loadAllWords().catch(() => (allWords = undefined));
}

/** Changes the language and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await addWords(language);
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
