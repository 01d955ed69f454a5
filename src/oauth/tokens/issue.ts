import { createHash } from 'node:crypto';
import type { Decision } from '../decision.js';
import { invalidGrant } from '../errors.js';
import type { Issued } from '../token-profiles.js';
import { personClaims } from '../person-claims.js';
import type { Ports } from '../ports.js';
import { rememberIssued, type TokenMemory } from './decoded-token.js';
import { fitsIntoToken, writeRefreshToken } from './refresh-token.js';
import { tokenId } from './token-id.js';

/** The only place where a token is born. Stores the grant first: an answer never outruns its row. */
export async function issue(
  decision: Decision,
  ports: Ports,
  memory: TokenMemory,
): Promise<Issued> {
  const { client, person, scope, grant } = decision;
  const row = rowOf(decision);
  if (row === 'new' && !(await ports.grants.start(grant)))
    throw invalidGrant('Somebody else used the code too.', client.id);
  const issuedAt = Math.floor(ports.now() / 1000);
  const claims = {
    iss: ports.issuer,
    sub: person?.id ?? client.id,
    aud: grant.resource ?? ports.issuer,
    exp: issuedAt + decision.accessTtl,
    iat: issuedAt,
    jti: tokenId(grant),
    client_id: client.id,
    scope: scope.join(' '),
    ...(grant.account && { account: grant.account }),
    ...(person && { auth_time: grant.authTime }),
    ...(grant.keyThumbprint && { cnf: { jkt: grant.keyThumbprint } }),
    ...(decision.act && { act: decision.act }),
    ...(decision.exchangedFrom && { exchanged_from: decision.exchangedFrom }),
  };
  const accessToken = ports.signer.sign(claims, 'at+jwt');
  rememberIssued(accessToken, claims, memory);
  if (row === 'unstored') ports.grants.noteUnstored(grant.id);
  return {
    accessToken,
    issuedAt,
    lifetime: decision.accessTtl,
    ...(decision.refreshToken && {
      refreshToken: writeRefreshToken(grant, row === 'unstored' ? 'unstored' : 'kept', ports),
    }),
    ...(decision.idToken && { idToken: await identify(decision, accessToken, issuedAt, ports) }),
    ...(decision.issuedTokenType && { issuedTokenType: decision.issuedTokenType }),
    tokenType: grant.keyThumbprint ? 'DPoP' : 'bearer',
    scope,
    client,
    person,
  };
}

/** How far the grant is kept: what does not fit into its refresh token gets a row at once. */
function rowOf({ grant, row, refreshToken }: Decision): Decision['row'] {
  return row === 'unstored' && refreshToken && !fitsIntoToken(grant) ? 'new' : row;
}

/**
 * Tells the client who the person is (OpenID Connect Core §2, §3.1.3.6). What else there is to know
 * about them is at the userinfo endpoint, and here for a client that asked for it (§5.5).
 */
function identify(
  { client, person, scope, grant, accessTtl, idToken }: Decision,
  accessToken: string,
  issuedAt: number,
  { issuer, signer }: Ports,
): Promise<string> {
  const hash = createHash('sha256').update(accessToken).digest().subarray(0, 16);
  const told = person ? personClaims(person, scope) : {};
  const asked = Object.entries(told).filter(([name]) => idToken?.claims?.includes(name));
  return signer.identify(
    {
      ...Object.fromEntries(asked),
      iss: issuer,
      sub: person?.id,
      aud: client.id,
      exp: issuedAt + accessTtl,
      iat: issuedAt,
      auth_time: grant.authTime,
      at_hash: hash.toString('base64url'),
      ...(idToken?.nonce !== undefined && { nonce: idToken.nonce }),
    },
    client.idTokenAlg,
  );
}
