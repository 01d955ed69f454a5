import { common } from './en/common';
import { session } from './en/session';

/** The English words of the pages before the portal; `en-portal.ts` has the others. */
export const en = { ...common, ...session };

/** The same keys with other words. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
