import { effectiveScopes } from '../effective-scopes.js';
import { invalidGrant } from '../errors.js';
import type { Client, Grant, Person, Ports } from '../ports.js';
import { requireFitting } from './requested-scope.js';

/** For whom something was granted, and how often all of their and the app's tokens had ended by then. */
type GrantedFor = Partial<Pick<Grant, 'userId' | 'userEpoch' | 'clientEpoch'>>;

/** What a person agreed to, in a browser or for a device. */
interface Consent extends GrantedFor {
  scope: string[];
  account?: string;
}

/**
 * The person, if they are active and nothing has ended all tokens of theirs, or of the app, since.
 * @returns nobody when an app acts for itself
 * @throws OAuthError `invalid_grant`
 */
export async function livePerson(
  { userId, userEpoch, clientEpoch }: GrantedFor,
  client: Client,
  { people }: Pick<Ports, 'people'>,
): Promise<Person | undefined> {
  const refuse = (hint: string) => invalidGrant(hint, client.id);
  if (clientEpoch !== client.epoch) throw refuse('All tokens of this app were ended.');
  if (!userId) return undefined;
  const person = await people.find(userId);
  if (!person) throw refuse('The person is no longer active.');
  if (person.epoch !== userEpoch) throw refuse('All tokens of this person were ended.');
  return person;
}

/**
 * Who agreed, and what of it may be used now.
 * @throws OAuthError `invalid_grant` when nothing is left; `invalid_scope` when it is too long
 */
export async function liveConsent(
  consent: Consent,
  client: Client,
  ports: Ports,
): Promise<{ person: Person; scope: string[] }> {
  const refuse = (hint: string) => invalidGrant(hint, client.id);
  const person = await livePerson(consent, client, ports);
  if (!person) throw refuse('The person is no longer active.');
  const { account } = consent;
  if (account !== undefined && !(await ports.accounts.mayUse(account, person.id)))
    throw refuse('The account does not exist or is not theirs.');
  const scope = effectiveScopes(consent.scope, client, person);
  if (scope.length === 0) throw refuse('Nothing that was granted may be used any more.');
  return { person, scope: requireFitting(scope, client.id) };
}
