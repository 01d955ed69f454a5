import ipaddr from 'ipaddr.js';

/** The place an address stands for: an IPv4 address, or the /64 that one IPv6 link owns whole. */
export function networkOf(ip: string | undefined): string {
  return networksOf(ip)[0] ?? 'unknown';
}

/**
 * Every network that one customer may own around the address: an IPv4 address alone, or the /64, /56
 * and /48 of IPv6, which providers give to a link, a home and a site (RFC 6177 §2).
 */
export function networksOf(ip: string | undefined): string[] {
  if (!ip || !ipaddr.isValid(ip)) return ['unknown'];
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return [address.toString()];
  const bytes = address.toByteArray();
  return [8, 7, 6].map((kept) => {
    const prefix = bytes.map((byte, index) => (index < kept ? byte : 0));
    return `${ipaddr.fromByteArray(prefix).toString()}/${kept * 8}`;
  });
}
