import { then } from '../at-once.js';
import { effectiveScopes } from '../effective-scopes.js';
import type { Grant, Ports } from '../ports.js';
import { PREFIX } from '../../common/identifiers.js';
import { isWrittenAsJwt, verifyApiKey } from './api-key.js';
import { readPersonalToken } from './refresh-token.js';
import {
  type Actors,
  liveActors,
  type LiveToken,
  liveToken,
  principalOf,
  type Verified,
} from './principal.js';
import { type DecodedToken, decodeToken, recallToken, type TokenMemory } from './decoded-token.js';

/** Room for the longest scope, resource and client id together. */
const LONGEST_TOKEN = 12_288;

/**
 * Whether the token is genuine and live, and what it may do now. The signature is checked once; all
 * that can end a token (expiry, revocation, rotation, a disabled app or person, an account left) is
 * looked at on every call. Answers at once when all of it is in memory.
 */
export function verify(
  token: string,
  ports: Ports,
  memory: TokenMemory,
): Verified | undefined | Promise<Verified | undefined> {
  if (token.length > LONGEST_TOKEN) return undefined;
  if (token.startsWith(PREFIX.personalToken)) return verifyPersonal(token, ports);
  if (!isWrittenAsJwt(token))
    return then(ports.apiKeys.find(token), (key) => key && verifyApiKey(key, token, ports));
  const decoded = decodeToken(token, ports, memory);
  if (!decoded || decoded.claims.exp * 1000 <= ports.now()) return undefined;
  return then(liveToken(decoded, ports), (live) => live && verifiedOf(decoded, live));
}

/** An access token of ours that was refused, as its owner is told of it. */
export interface OverToken {
  clientId: string;
  audience: string;
  isExpired: boolean;
  /** Whether it is bound to a key, and so needs a proof. */
  isBound: boolean;
}

/** Whose token it was, if we signed it: whether it still counts is not looked at. */
export function overToken(token: string, ports: Ports, memory: TokenMemory): OverToken | undefined {
  if (token.length > LONGEST_TOKEN || !isWrittenAsJwt(token)) return undefined;
  const decoded = decodeToken(token, ports, memory);
  if (!decoded) return undefined;
  const { client_id: clientId, aud: audience, exp, cnf } = decoded.claims;
  return { clientId, audience, isExpired: exp * 1000 <= ports.now(), isBound: cnf !== undefined };
}

/** As `verify`, for a token that was issued or verified before; nothing when it would have to wait. */
export function recall(token: string, ports: Ports, memory: TokenMemory): Verified | undefined {
  if (!isWrittenAsJwt(token)) return recallApiKey(token, ports);
  const decoded = recallToken(token, memory);
  if (!decoded || decoded.claims.exp * 1000 <= ports.now()) return undefined;
  const live = atOnce(liveToken(decoded, ports));
  return live && verifiedOf(decoded, live);
}

function recallApiKey(text: string, ports: Ports): Verified | undefined {
  if (text.length > LONGEST_TOKEN) return undefined;
  const key = ports.apiKeys.peek(text);
  return key && atOnce(verifyApiKey(key, text, ports));
}

/** What is here already; whoever asks next waits for the rest, and hears of its failure. */
function atOnce<T>(value: T | Promise<T>): T | undefined {
  if (!(value instanceof Promise)) return value;
  value.catch(() => undefined);
  return undefined;
}

/** What a token was when it was last verified, and what that was made of. */
const verifiedLast = new WeakMap<DecodedToken, Actors & { grant?: Grant; verified: Verified }>();

/** What was said last, while grant, app and person are the same objects: they never change in place. */
function verifiedOf(decoded: DecodedToken, live: LiveToken): Verified {
  const last = verifiedLast.get(decoded);
  const { client, person } = live.actors;
  if (last?.grant === live.grant && last?.client === client && last.person === person)
    return last.verified;
  const { claims, id, lineage, scope } = decoded;
  const verified = {
    ...principalOf(decoded, live),
    grantId: id.grantId,
    jti: claims.jti,
    subject: claims.sub,
    scope,
    account: claims.account,
    audience: claims.aud,
    keyThumbprint: (claims.cnf as { jkt?: string } | undefined)?.jkt,
    act: claims.act,
    lineage,
    issuedAt: claims.iat,
    expiresAt: claims.exp,
    authTime: claims.auth_time as number | undefined,
    personal: false,
  };
  verifiedLast.set(decoded, { grant: live.grant, client, person, verified });
  return verified;
}

/** A personal access token says nothing by itself: all is in the row of its grant. */
async function verifyPersonal(token: string, ports: Ports): Promise<Verified | undefined> {
  const grantId = readPersonalToken(token, ports);
  const grant = grantId === undefined ? undefined : await ports.grants.find(grantId);
  if (!grant || grant.kind !== 'personal' || grant.endedAt || grant.expiresAt <= ports.now())
    return undefined;
  const actors = await liveActors(grant.clientId, grant.userId, grant, ports);
  if (!actors?.person) return undefined;
  const { account } = grant;
  if (account && !(await ports.accounts.mayUse(account, actors.person.id))) return undefined;
  return {
    grantId: grant.id,
    ...actors,
    subject: actors.person.id,
    scope: grant.scope,
    account,
    effectiveScopes: effectiveScopes(grant.scope, actors.client, actors.person),
    audience: ports.issuer,
    lineage: [],
    issuedAt: Math.floor(grant.createdAt / 1000),
    expiresAt: Math.floor(grant.expiresAt / 1000),
    authTime: grant.authTime,
    ownLogin: false,
    secondFactor: false,
    personal: true,
  };
}
