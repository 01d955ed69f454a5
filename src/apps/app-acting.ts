import type { Caller } from '../operations/caller.js';
import type { App } from './app.entity.js';

/** Who acts on apps, and by which door: developers reach their own apps, administrators all. */
export interface Acting {
  caller: Caller;
  room: 'consumer' | 'backend';
}

/** Whether the app is one that this caller may see; a token for one account sees that one's alone. */
export function reaches({ caller, room }: Acting, app: App): boolean {
  if (room === 'backend') return true;
  return app.ownerId === caller.personId && (!caller.account || app.accountId === caller.account);
}
