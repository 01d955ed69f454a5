import type { Client, Grant, Ports } from '../ports.js';
import {
  authenticationCode,
  isWellFormed,
  PREFIX,
  sameText,
  withChecksum,
} from '../../common/identifiers.js';

/**
 * `gate_ref_<grant id>_<generation>[_<content>]_<MAC><checksum>`: the successor can be computed
 * again, so the retry window stores no secret, and garbage is refused without a query.
 *
 * A grant that has no row yet travels in the token, as hexadecimal JSON. Client, profile and the client's
 * epoch are under the MAC without being sent, since the client names itself.
 */
export interface RefreshToken {
  grantId: string;
  generation: number;
  /** What is known of a grant that had no row when the token was made. */
  content?: Content;
}

type Content = Pick<Grant, 'scope' | 'account' | 'expiresAt' | 'resource' | 'keyThumbprint'>;

/** What of a grant without a row its token carries; twice as long in hexadecimal. */
const LONGEST_CONTENT = 1_500;

type Key = Pick<Ports, 'tokenKey'>;

/** Whether the grant can travel in its first refresh token, and needs no row before that is used. */
export function fitsIntoToken(grant: Grant): boolean {
  return Buffer.byteLength(contentOf(grant)) <= LONGEST_CONTENT;
}

/** Writes the refresh token of a grant's present generation. */
export function writeRefreshToken(
  grant: Grant,
  row: 'kept' | 'unstored',
  { tokenKey }: Key,
): string {
  const named = `${PREFIX.refreshToken}${grant.id}_${grant.generation.toString(36)}`;
  if (row === 'kept') return sealed(named, '', tokenKey);
  const binding = `${grant.clientId} ${grant.clientEpoch} ${grant.profile}`;
  return sealed(`${named}_${Buffer.from(contentOf(grant)).toString('hex')}`, binding, tokenKey);
}

/** Reads a refresh token that this client presents at this token endpoint; nothing when it is not genuine. */
export function readRefreshToken(
  token: string,
  client: Client,
  profile: string,
  { tokenKey }: Key,
): RefreshToken | undefined {
  if (!isWellFormed(token, PREFIX.refreshToken)) return undefined;
  const parts = token.slice(PREFIX.refreshToken.length).split('_');
  const [grantId, generation, content] = parts;
  if (!grantId || !generation || parts.length < 3 || parts.length > 4) return undefined;
  const unstored = parts.length === 4;
  const named = token.slice(0, token.lastIndexOf('_'));
  const binding = unstored ? `${client.id} ${client.epoch} ${profile}` : '';
  if (!sameText(token, sealed(named, binding, tokenKey))) return undefined;
  return {
    grantId,
    generation: Number.parseInt(generation, 36),
    ...(unstored && content && { content: readContent(content) }),
  };
}

/** A personal access token: `gate_pat_<grant id>_<MAC><checksum>`, for a grant that has a row. */
export function writePersonalToken(grantId: string, { tokenKey }: Key): string {
  return sealed(`${PREFIX.personalToken}${grantId}`, '', tokenKey);
}

/** The grant of a genuine personal access token. */
export function readPersonalToken(token: string, { tokenKey }: Key): string | undefined {
  if (!isWellFormed(token, PREFIX.personalToken)) return undefined;
  const named = token.slice(0, token.lastIndexOf('_'));
  if (!sameText(token, sealed(named, '', tokenKey))) return undefined;
  return named.slice(PREFIX.personalToken.length);
}

function sealed(named: string, binding: string, key: Buffer): string {
  return withChecksum(`${named}_${authenticationCode(key, `${named} ${binding}`)}`);
}

function contentOf({ scope, account, expiresAt, resource, keyThumbprint }: Content): string {
  const usual = [scope, account ?? null, expiresAt];
  const isBound = resource !== undefined || keyThumbprint !== undefined;
  return JSON.stringify(isBound ? [...usual, resource ?? null, keyThumbprint ?? null] : usual);
}

function readContent(hex: string): Content {
  const [scope, account, expiresAt, resource, keyThumbprint] = JSON.parse(
    Buffer.from(hex, 'hex').toString('utf8'),
  ) as [string[], string | null, number, string?, string?];
  return {
    scope,
    expiresAt,
    ...(account && { account }),
    ...(resource && { resource }),
    ...(keyThumbprint && { keyThumbprint }),
  };
}
