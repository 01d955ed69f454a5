import type { Sender } from '../client_authentication/index.js';
import type { Decision } from '../decision.js';
import { invalidGrant, invalidRequest, OAuthError } from '../errors.js';
import type { Ports } from '../ports.js';
import { intersect } from '../scope.js';
import type { TokenRequest } from '../token-request.js';
import { accountFor } from './account.js';
import { newGrant } from './new-grant.js';
import { grantedScope, wantedScope } from './requested-scope.js';

/**
 * A person gives name and password to the provider's own app (RFC 6749 §4.3, which RFC 9700 §2.4
 * forbids for anyone else's).
 */
export async function decide(
  sender: Sender,
  request: TokenRequest,
  ports: Ports,
): Promise<Decision> {
  const { client } = sender;
  const { username, password, otp, scope: asked } = request.parameters;
  if (!client.firstParty)
    throw new OAuthError('unauthorized_client', 'This client may not use the password grant.', {
      hint: 'Only the provider’s own apps may ask people for their passwords.',
      clientId: client.id,
    });
  if (!username || !password) throw invalidRequest('username and password are required.');

  const authentication = await ports.people.authenticate({
    username,
    password,
    otp,
    ip: request.ip,
  });
  if (authentication.outcome === 'mfa_required')
    throw new OAuthError('mfa_required', 'A second factor is set: send the current code as otp.', {
      clientId: client.id,
    });
  if (authentication.outcome === 'unknown')
    throw invalidGrant('The user name or the password is wrong.', client.id);

  const { person } = authentication;
  const wanted = await wantedScope(asked, ports, client.id);
  const scope = grantedScope(wanted.scope, intersect(client.scope, person.scope), client.id);
  const named = request.rule.accountParameter && request.parameters[request.rule.accountParameter];
  const account = await accountFor(wanted.account ?? named, client, person.id, ports);
  const accessTtl = request.rule.accessTtl ?? ports.policy().accessTtl;
  return {
    client,
    person,
    scope,
    grant: newGrant(ports, {
      kind: 'password',
      profile: request.profile,
      client,
      person,
      scope,
      account,
      accessTtl,
    }),
    row: 'new',
    refreshToken: request.rule.refreshToken,
    accessTtl,
  };
}
