import type { en, Words } from './en';
import { admin } from './fr/admin';
import { common } from './fr/common';
import { developer } from './fr/developer';
import { served } from './fr/served';
import { session } from './fr/session';

/** Chaque mot du portail, en français. */
export const fr: Words<typeof en> = { ...common, ...session, ...developer, ...admin, ...served };
