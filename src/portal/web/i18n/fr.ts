import type { en, Words } from './en';
import { common } from './fr/common';
import { session } from './fr/session';

/** Les mots des pages d’avant le portail ; `fr-portal.ts` a les autres. */
export const fr: Words<typeof en> = { ...common, ...session };
