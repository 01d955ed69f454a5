/** RFC 7518 §6.2.2, §6.3.2 and §6.4: members of a private or symmetric key. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const RSA_BITS = { fewest: 2048, most: 4096 };
const MOST_EXPONENT_BITS = 32;

/** Whether the JWK holds what must stay with its owner. */
export function isPrivate(jwk: object): boolean {
  return PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member));
}

/**
 * Why an RSA key is not taken, as a sentence; nothing for a good one and for keys of other types.
 * Checking a signature costs as much as key and exponent are long, so both have an end. Nothing is
 * computed with the key for this.
 */
export function rsaFault({ kty, n, e }: Record<string, unknown>): string | undefined {
  if (kty !== 'RSA') return undefined;
  const bits = bitsOf(n);
  if (bits < RSA_BITS.fewest || bits > RSA_BITS.most)
    return `An RSA key has ${RSA_BITS.fewest} to ${RSA_BITS.most} bits.`;
  const exponentBits = bitsOf(e);
  // 1 and every even number are no exponents.
  if (exponentBits < 2 || exponentBits > MOST_EXPONENT_BITS || !isOdd(e))
    return `The exponent of an RSA key is odd and has at most ${MOST_EXPONENT_BITS} bits, as 65537 has.`;
  return undefined;
}

/** How many bits the number has (Base64urlUInt of RFC 7518 §2); none when it is no number. */
function bitsOf(value: unknown): number {
  if (typeof value !== 'string') return 0;
  const hex = Buffer.from(value, 'base64url').toString('hex').replace(/^0+/, '');
  const first = hex.charAt(0);
  return first === '' ? 0 : (hex.length - 1) * 4 + Number.parseInt(first, 16).toString(2).length;
}

function isOdd(value: unknown): boolean {
  return ((Buffer.from(String(value), 'base64url').at(-1) ?? 0) & 1) === 1;
}
