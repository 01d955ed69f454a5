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

/** Only the words of the chosen language travel. */
async function wordsOf(language: Language) {
  return language === 'fr' ? (await import('./fr')).fr : (await import('./en')).en;
}

/** Loads the words before the first page is drawn. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await wordsOf(language) } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
}

/** Changes the language and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await wordsOf(language));
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
