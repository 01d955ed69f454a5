import type { Sender } from '../client_authentication/index.js';
import type { Decision } from '../decision.js';
import { invalidGrant, invalidRequest, OAuthError } from '../errors.js';
import type { DevicePoll } from '../interactive-ports.js';
import type { Ports } from '../ports.js';
import { audienceFor, invalidTarget } from '../resource.js';
import { isSameResource } from '../resource-key.js';
import type { TokenRequest } from '../token-request.js';
import { liveConsent } from './live-person.js';
import { newGrant } from './new-grant.js';

/** One poll of a device (RFC 8628 §3.4 and §3.5); tokens for exactly one, after a person agreed. */
export async function decide(
  { client }: Sender,
  request: TokenRequest,
  ports: Ports,
): Promise<Decision> {
  const code = request.parameters.device_code;
  if (!code) throw invalidRequest('device_code is required.');
  const poll = await ports.devices.poll(code, client.id);
  if (poll.outcome !== 'approved') throw refusalOf(poll.outcome, client.id);
  const { facts } = poll;
  const asked = request.parameters.resource;
  if (asked && !isSameResource(await audienceFor(asked, ports, client.id), facts.resource))
    throw invalidTarget('The device code was granted for another resource.', client.id);
  const { granted = [] } = facts;
  const { person, scope } = await liveConsent({ ...facts, scope: granted }, client, ports);
  const { account, authTime, resource } = facts;
  const accessTtl = request.rule.accessTtl ?? ports.policy().accessTtl;
  const kind = 'device_code' as const;
  const origin = { kind, profile: request.profile, client, person, accessTtl };
  return {
    client,
    person,
    scope,
    grant: newGrant(ports, { ...origin, scope: granted, account, authTime, resource }),
    row: 'new',
    refreshToken: request.rule.refreshToken,
    accessTtl,
    idToken: scope.includes('openid') ? {} : undefined,
  };
}

function refusalOf(outcome: Exclude<DevicePoll['outcome'], 'approved'>, clientId: string) {
  switch (outcome) {
    case 'pending':
      return new OAuthError('authorization_pending', 'The person has not decided yet.');
    case 'too_fast':
      return new OAuthError('slow_down', 'Wait five seconds longer between polls from now on.');
    case 'denied':
      return new OAuthError('access_denied', 'The person said no.', { clientId });
    case 'expired':
      return new OAuthError('expired_token', 'The device code has expired.', { clientId });
    case 'unknown':
      return invalidGrant('The device code is unknown, used or another client’s.', clientId);
  }
}
