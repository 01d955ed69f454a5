import i18next from 'i18next';

/** In the order of the sentence. */
const VERBS = ['list', 'get', 'create', 'update', 'remove'] as const;
const isVerb = (word: string) => VERBS.some((verb) => verb === word);

/**
 * “List, see and create deliveries.” instead of the server’s “Everything in deliveries: create, get,
 * list.”; nothing where the scope opens more than that.
 */
export function consentSentence(description: string): string | undefined {
  const [, name = '', list = ''] = /^Everything in (\S+): (.+)\.$/.exec(description) ?? [];
  const words = list.split(', ');
  if (!words.every(isVerb)) return undefined;
  const verbs = VERBS.filter((verb) => words.includes(verb)).map((verb) =>
    i18next.t(`session.consentVerb.${verb}`),
  );
  const last = verbs.pop() ?? '';
  const joined = verbs.length
    ? `${verbs.join(', ')} ${i18next.t('session.consentAnd')} ${last}`
    : last;
  const noun = plural(name.split('.').at(-1)?.replaceAll('_', ' ') ?? '');
  return i18next.t('session.consentSentence', {
    verbs: joined.charAt(0).toUpperCase() + joined.slice(1),
    noun,
    interpolation: { escapeValue: false },
  });
}

function plural(noun: string): string {
  if (noun.endsWith('s')) return noun;
  return /[^aeiou]y$/.test(noun) ? noun.replace(/y$/, 'ies') : `${noun}s`;
}
