import { admin } from './en/admin';
import { bin } from './en/bin';
import { developer } from './en/developer';
import { developerApis } from './en/developer-apis';
import { gate } from './en/gate';
import { home } from './en/home';
import { pages } from './en/pages';
import { served } from './en/served';

/** The English words of the portal itself, and of what the server says. */
export const enPortal = {
  ...bin,
  ...developer,
  ...developerApis,
  ...admin,
  ...gate,
  ...home,
  ...pages,
  ...served,
};
