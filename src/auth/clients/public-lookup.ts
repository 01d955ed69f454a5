import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Finds all addresses of a host name, as `node:dns` does. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for `node:net` that finds only addresses of the public internet. The socket connects to
 * the very address that was looked at, so a name cannot be bent to another one in between. One
 * special-use address among several refuses the host: no honest one has such a mix.
 */
export function publicLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) =>
    resolve(hostname, { all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const [first] = found;
      if (!first || !found.every(({ address }) => isPublic(address)))
        return callback(new Error('The host has no public address.'), '', 0);
      if (options.all) return callback(null, found);
      return callback(null, first.address, first.family);
    });
}

/** Whether an address can belong to somebody else's server: unicast, and for no special use. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}
