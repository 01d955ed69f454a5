import type { Client, Ports } from '../ports.js';
import { invalidScope } from './requested-scope.js';

/**
 * The account that the tokens are restricted to, if any: the app's own, or the one asked for.
 * @param holderId the person who must own it or belong to it
 * @throws OAuthError `invalid_scope` when it is not theirs, does not exist or is not the app's
 */
export async function accountFor(
  asked: string | undefined,
  client: Client,
  holderId: string,
  { accounts }: Pick<Ports, 'accounts'>,
): Promise<string | undefined> {
  const account = client.account ?? asked;
  if (account === undefined) return undefined;
  if (asked !== undefined && asked !== account)
    throw invalidScope('The app is bound to another account.', client.id);
  if (!(await accounts.mayUse(account, holderId)))
    throw invalidScope('The account does not exist or is not theirs.', client.id);
  return account;
}
