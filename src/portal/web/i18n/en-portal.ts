import { admin } from './en/admin';
import { developer } from './en/developer';
import { served } from './en/served';

/** The English words of the portal itself, and of what the server says. */
export const enPortal = { ...developer, ...admin, ...served };
