import { SecurityEvents } from '../audit/security-events.js';
import { SigningKeys } from '../auth/keys/signing-keys.js';
import type { IdTokenAlgorithm } from '../oauth/ports.js';
import type { CommandContext } from './context.js';

/** What keys of this algorithm are for. */
export function signedWith(alg: IdTokenAlgorithm): string {
  return alg === 'ES256' ? 'Tokens are signed with' : `ID tokens with ${alg} are signed with`;
}

/** Rotates the keys: the published next one signs from now on; running instances follow within a second. */
export async function keysRotate({ app, print }: CommandContext): Promise<number> {
  const events = app.get(SecurityEvents);
  for (const { kid, alg } of await app.get(SigningKeys).rotate()) {
    events.note('security.keys_rotated', { subject: `key:${kid}` });
    print(`${signedWith(alg)} ${kid} from now on. A new next key is published.`);
  }
  return 0;
}
