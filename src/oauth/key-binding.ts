import type { Decision } from './decision.js';
import { invalidProof, nonceNow, type Proof, readProof, spendProof } from './dpop.js';
import { invalidGrant } from './errors.js';
import type { Client, Grant, Ports } from './ports.js';

/** The proof that came with a request to this endpoint (RFC 9449 §5); it must hold our nonce. */
export function proofAt(
  path: string,
  header: string | undefined,
  ports: Pick<Ports, 'now' | 'tokenKey' | 'issuer'>,
): Proof | undefined {
  if (header === undefined) return undefined;
  return readProof(header, { method: 'POST', url: ports.issuer + path, nonce: 'required' }, ports);
}

/**
 * The key that the client's tokens will be bound to, once it is known who sends the proof.
 * @throws OAuthError `invalid_dpop_proof` when there is none and the app needs one
 */
export async function keyFor(
  client: Client,
  proof: Proof | undefined,
  ports: Pick<Ports, 'now' | 'tokenKey' | 'usedOnce'>,
): Promise<string | undefined> {
  if (proof) await spendProof(proof, ports);
  else if (client.dpop)
    throw Object.assign(invalidProof('This client’s requests need a DPoP proof.'), {
      clientId: client.id,
      headers: { 'dpop-nonce': nonceNow(ports) },
    });
  return proof?.thumbprint;
}

/**
 * The key that the code of a pushed request will be bound to: the one it names, or the one whose
 * proof came along (RFC 9449 §10.1).
 * @throws OAuthError `invalid_dpop_proof` when they differ
 */
export async function pushedKey(
  named: string | undefined,
  proof: Proof | undefined,
  ports: Pick<Ports, 'usedOnce'>,
): Promise<string | undefined> {
  if (!proof) return named;
  if (named !== undefined && named !== proof.thumbprint)
    throw invalidProof('The proof is of another key than dpop_jkt names.');
  await spendProof(proof, ports);
  return proof.thumbprint;
}

/**
 * The proof that comes along at a resource (RFC 9449 §7): for this call, this token and its key.
 * @throws OAuthError `invalid_dpop_proof`, `use_dpop_nonce`
 */
export async function requireProof(
  header: string | undefined,
  call: { method: string; url: string; accessToken: string },
  keyThumbprint: string,
  ports: Pick<Ports, 'now' | 'tokenKey' | 'usedOnce'>,
): Promise<void> {
  if (header === undefined) throw invalidProof('The request needs a DPoP proof.');
  const proof = readProof(header, { ...call, keyThumbprint, nonce: 'optional' }, ports);
  await spendProof(proof, ports);
}

/**
 * Whether a bound refresh token comes with the right key. An app that authenticates may change its
 * key, and a public one must hold the first (RFC 9449 §5).
 * @throws OAuthError `invalid_dpop_proof`, or `invalid_grant` for another key
 */
export function requireKey(grant: Grant, client: Client, keyThumbprint: string | undefined): void {
  if (grant.keyThumbprint === undefined) return;
  if (keyThumbprint === undefined)
    throw invalidProof('The refresh token is bound to a key: a DPoP proof is needed.');
  if (client.authentication.includes('none') && grant.keyThumbprint !== keyThumbprint)
    throw invalidGrant('The refresh token is bound to another key.', client.id);
}

/**
 * Binds what was decided to the key of the proof.
 * @throws OAuthError when the code was bound to another key (RFC 9449 §10)
 */
export function bind(decision: Decision, keyThumbprint: string | undefined): Decision {
  const { grant, row, client } = decision;
  const isOther = grant.keyThumbprint !== undefined && grant.keyThumbprint !== keyThumbprint;
  if (row === 'new' && isOther) throw invalidGrant('The code is bound to another key.', client.id);
  if (keyThumbprint === undefined) return decision;
  return { ...decision, grant: { ...grant, keyThumbprint } };
}
