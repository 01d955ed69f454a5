import type { Words } from './en';
import type { enPortal } from './en-portal';
import { admin } from './fr/admin';
import { bin } from './fr/bin';
import { developer } from './fr/developer';
import { developerApis } from './fr/developer-apis';
import { gate } from './fr/gate';
import { home } from './fr/home';
import { pages } from './fr/pages';
import { served } from './fr/served';

/** Les mots du portail, et de ce que dit le serveur. */
export const frPortal: Words<typeof enPortal> = {
  ...bin,
  ...developer,
  ...developerApis,
  ...admin,
  ...gate,
  ...home,
  ...pages,
  ...served,
};
