import type { Ports } from '../../../src/oauth/ports.js';
import type { Adapter } from './adapter.js';
import {
  describeAccounts,
  describeClients,
  describePeople,
  describeResources,
  describeScopes,
} from './facts.js';
import { describeGrants } from './grants.js';
import { describeCodes, describeDevices, describePushedRequests } from './interactive.js';
import {
  describeApiKeys,
  describeRevokedTokens,
  describeSigner,
  describeUsedOnce,
} from './tokens.js';

/** The ports that have a contract: all but what is a mere value. */
type Port = Exclude<keyof Ports, 'policy' | 'postingPage' | 'now' | 'issuer' | 'tokenKey'>;

const CONTRACTS: Record<Port, (adapter: () => Adapter) => void> = {
  clients: describeClients,
  people: describePeople,
  accounts: describeAccounts,
  grants: describeGrants,
  revokedTokens: describeRevokedTokens,
  apiKeys: describeApiKeys,
  codes: describeCodes,
  devices: describeDevices,
  pushedRequests: describePushedRequests,
  usedOnce: describeUsedOnce,
  resources: describeResources,
  scopes: describeScopes,
  signer: describeSigner,
};

/** Every port; a new one does not compile before it has a contract. */
export const PORTS = Object.keys(CONTRACTS) as Port[];

/**
 * Holds an adapter to what one port promises.
 * @param adapter called in each test; a new one each time, or always the same
 */
export function describePort(port: Port, adapter: () => Adapter): void {
  describe(`the port ${port}`, () => CONTRACTS[port](adapter));
}
