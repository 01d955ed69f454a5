import { randomInt } from 'node:crypto';
import type { Sender } from './client_authentication/index.js';
import { requireGrantType } from './grant-types.js';
import { grantedScope, invalidScope, wantedScope } from './grants/requested-scope.js';
import type { Parameters } from './parameters.js';
import type { Ports } from './ports.js';
import { audienceFor } from './resource.js';
import { createSecret, PREFIX } from '../common/identifiers.js';

/** Twenty letters that make no words and cannot be mistaken for each other (RFC 8628 §6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const LIFETIME_SECONDS = 600;
const INTERVAL_SECONDS = 5;

/** RFC 8628 §3.2. */
export interface DeviceAnswer {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  /** Seconds. */
  expires_in: number;
  /** Seconds between polls. */
  interval: number;
}

/**
 * Starts the flow for a device without a browser (RFC 8628 §3.1): it shows the user code, and polls
 * with the device code until a person has decided.
 * @throws OAuthError `invalid_scope`, `invalid_target`, `unauthorized_client`
 */
export async function startDevice(
  parameters: Parameters,
  { client }: Sender,
  ports: Pick<Ports, 'devices' | 'resources' | 'scopes' | 'issuer'>,
): Promise<DeviceAnswer> {
  requireGrantType(client, 'urn:ietf:params:oauth:grant-type:device_code');
  const wanted = await wantedScope(parameters.scope, ports, client.id);
  if (wanted.account && client.account && wanted.account !== client.account)
    throw invalidScope('The app is bound to another account.', client.id);
  const facts = {
    clientId: client.id,
    scope: grantedScope(wanted.scope, client.scope, client.id),
    account: client.account ?? wanted.account,
    resource: await audienceFor(parameters.resource, ports, client.id),
  };
  const deviceCode = createSecret(PREFIX.deviceCode);
  const userCode = mintUserCode();
  const codes = { deviceCode, userCode };
  await ports.devices.start(codes, facts, LIFETIME_SECONDS * 1000, INTERVAL_SECONDS);
  const shown = `${userCode.slice(0, LENGTH / 2)}-${userCode.slice(LENGTH / 2)}`;
  const verification_uri = `${ports.issuer}/device`;
  return {
    device_code: deviceCode,
    user_code: shown,
    verification_uri,
    verification_uri_complete: `${verification_uri}?user_code=${shown}`,
    expires_in: LIFETIME_SECONDS,
    interval: INTERVAL_SECONDS,
  };
}

/** What a person typed, as it was issued; nothing when it cannot be a user code (RFC 8628 §6.1). */
export function readUserCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const isCode = code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter));
  return isCode ? code : undefined;
}

function mintUserCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}
