import { createHash } from 'node:crypto';
import type { Decision } from '../decision.js';
import { invalidGrant } from '../errors.js';
import type { Issued } from '../faces.js';
import { personClaims } from '../person-claims.js';
import type { Grant, Ports } from '../ports.js';
import { random } from '../../common/identifiers.js';
import { fitsIntoToken, writeRefreshToken } from './refresh-token.js';

/** The only place where a token is born. Stores the grant first: an answer never outruns its row. */
export async function issue(decision: Decision, ports: Ports): Promise<Issued> {
  const { client, person, scope, grant } = decision;
  const row = rowOf(decision);
  if (row === 'new' && !(await ports.grants.start(grant)))
    throw invalidGrant('Somebody else used the code too.', client.id);
  const issuedAt = Math.floor(ports.now() / 1000);
  const accessToken = ports.signer.sign(
    {
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
    },
    'at+jwt',
  );
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

/**
 * A `jti` that also says which grant, generation and epochs the token belongs to, so that endings
 * are told by counting and never by comparing clocks.
 */
function tokenId(grant: Grant): string {
  const counts = [grant.generation, grant.clientEpoch, grant.userEpoch].map((n) => n.toString(36));
  return ['jti', grant.id, ...counts, random(12).toString('hex')].join('_');
}

/** What `tokenId` wrote. */
export interface TokenId {
  grantId: string;
  generation: number;
  clientEpoch: number;
  userEpoch: number;
}

/** Reads a `jti`. */
export function readTokenId(jti: string): TokenId | undefined {
  const [mark, grantId, ...rest] = jti.split('_');
  const [generation, clientEpoch, userEpoch] = rest.map((text) => Number.parseInt(text, 36));
  if (mark !== 'jti' || !grantId || rest.length !== 4) return undefined;
  return {
    grantId,
    generation: generation ?? Number.NaN,
    clientEpoch: clientEpoch ?? Number.NaN,
    userEpoch: userEpoch ?? Number.NaN,
  };
}
