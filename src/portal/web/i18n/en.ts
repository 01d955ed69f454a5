import { admin } from './en/admin';
import { common } from './en/common';
import { developer } from './en/developer';
import { served } from './en/served';
import { session } from './en/session';

/** Every word of the portal, in English. */
export const en = { ...common, ...session, ...developer, ...admin, ...served };

/** The same keys with other words. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
