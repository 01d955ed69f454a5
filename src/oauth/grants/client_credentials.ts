import type { Sender } from '../client_authentication/index.js';
import type { Decision } from '../decision.js';
import { OAuthError } from '../errors.js';
import type { Ports } from '../ports.js';
import { audienceFor } from '../resource.js';
import type { TokenRequest } from '../token-request.js';
import { accountFor } from './account.js';
import { newGrant } from './new-grant.js';
import { grantedScope, wantedScope } from './requested-scope.js';

/** An app acts for itself (RFC 6749 §4.4); or a person, where user credentials stand in for an app's. */
export async function decide(
  sender: Sender,
  request: TokenRequest,
  ports: Ports,
): Promise<Decision> {
  const { client, person } = sender;
  if (!person && client.authentication.includes('none'))
    throw new OAuthError('unauthorized_client', 'A public client cannot act for itself.', {
      clientId: client.id,
    });
  const wanted = await wantedScope(request.parameters.scope, ports, client.id);
  const scope = grantedScope(wanted.scope, person ? person.scope : client.scope, client.id);
  const account = await accountFor(wanted.account, client, person?.id ?? client.ownerId, ports);
  const resource = await audienceFor(request.parameters.resource, ports, client.id);
  const accessTtl = request.rule.accessTtl ?? ports.policy().accessTtl;
  const kind = person ? 'user_credentials' : 'client_credentials';
  const grant = newGrant(ports, {
    kind,
    profile: request.profile,
    client,
    person,
    scope,
    account,
    resource,
    accessTtl,
  });
  return {
    client,
    person,
    scope,
    grant,
    row: person ? 'new' : 'unstored',
    refreshToken: request.rule.refreshToken,
    accessTtl,
  };
}
