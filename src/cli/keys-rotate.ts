import { SecurityEvents } from '../audit/security-events.js';
import { SigningKeys } from '../auth/stores/signing-keys.js';
import type { CommandContext } from './index.js';

/** The published next key signs from now on; running instances follow within a second. */
export async function keysRotate({ app, print }: CommandContext): Promise<number> {
  const kid = await app.get(SigningKeys).rotate();
  await app.get(SecurityEvents).note('security.keys_rotated', { subject: `key:${kid}` });
  print(`Tokens are signed with ${kid} from now on. A new next key is published.`);
  return 0;
}
