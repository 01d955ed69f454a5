type ByName = Record<string, string>;

/**
 * What the server says itself, by the name of a scope or the code of an error. It speaks English, so
 * there is nothing to add here; other languages have their own words, and fall back to these.
 */
export const served: Record<
  'servedScopes' | 'consentScopes' | 'servedProblems' | 'servedFaults' | 'servedReasons',
  ByName
> = {
  servedScopes: {},
  consentScopes: {},
  servedProblems: {},
  servedFaults: {},
  servedReasons: {},
};
