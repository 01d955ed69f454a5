import { SecurityEvents } from '../audit/security-events.js';
import { SigningKeys } from '../auth/keys/signing-keys.js';
import { invalid } from '../common/problem.js';
import type { CommandContext } from './context.js';
import { signedWith } from './keys-rotate.js';

/** Revokes a key, and so every token that it signed; running instances follow within a second. */
export async function keysRevoke({ app, words, print }: CommandContext): Promise<number> {
  const [kid] = words;
  const keys = app.get(SigningKeys);
  const known = keys.published.map((key) => key.kid).join(', ');
  if (kid === undefined) throw invalid('<kid>', 'required', `is required: one of ${known}`);
  if (!(await keys.revoke(kid)))
    throw invalid('<kid>', 'unknown_key', `must be a published key: one of ${known}`);
  app.get(SecurityEvents).note('security.keys_revoked', { subject: `key:${kid}` });
  print(`${kid} is revoked, and so is every token that it signed.`);
  for (const key of keys.published)
    if (key.state === 'current') print(`${signedWith(key.alg)} ${key.kid}.`);
  return 0;
}
