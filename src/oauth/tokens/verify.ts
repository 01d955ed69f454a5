import { createHash } from 'node:crypto';
import { authority } from '../authority.js';
import { BUILT_IN_CLIENT } from '../built-in-client.js';
import type { Claims, Client, Grant, Person, Ports } from '../ports.js';
import { PREFIX } from '../secret.js';
import { readTokenId, type TokenId } from './issue.js';
import { readPersonalToken } from './refresh-token.js';

/** A token that is genuine and live, and what it may do now. */
export interface Verified {
  grantId: string;
  jti?: string;
  client: Client;
  /** Missing when an app acts for itself. */
  person?: Person;
  /** The person's id, or the app's key when it acts for itself. */
  subject: string;
  /** What was granted. */
  scope: string[];
  /** What of that may be used now. */
  authority: string[];
  account?: string;
  audience: string;
  keyThumbprint?: string;
  act?: unknown;
  /** The `jti`s that can end it: its own, and those of the tokens that it was exchanged from. */
  lineage: string[];
  /** Seconds since 1970. */
  issuedAt: number;
  expiresAt: number;
  authTime?: number;
  /** Whether it is the login of a person who used a second factor for it. */
  secondFactor: boolean;
  personal: boolean;
}

/** What a signature vouches for, remembered so that it is checked once. */
export interface Vouched {
  claims: Claims & {
    sub: string;
    aud: string;
    exp: number;
    iat: number;
    jti: string;
    client_id: string;
    scope: string;
  };
  id: TokenId;
  lineage: string[];
  scope: string[];
}

/** A bounded memory of checked signatures, keyed by the token's digest, never by the token. */
export interface Memory {
  get(digest: string): Vouched | undefined;
  set(digest: string, vouched: Vouched): void;
}

const LONGEST_TOKEN = 8_192;

/**
 * Whether the token is genuine and live, and what it may do now. The signature is checked once; all
 * that can end a token (expiry, revocation, rotation, a disabled app or person, an account left) is
 * looked at on every call.
 */
export async function verify(
  token: string,
  ports: Ports,
  memory: Memory,
): Promise<Verified | undefined> {
  if (token.length > LONGEST_TOKEN) return undefined;
  if (token.startsWith(PREFIX.personalToken)) return verifyPersonal(token, ports);
  const vouched = vouchedFor(token, ports, memory);
  if (!vouched || vouched.claims.exp * 1000 <= ports.now()) return undefined;
  const { claims, id, lineage } = vouched;
  for (const jti of lineage) if (await ports.endedTokens.has(jti)) return undefined;
  const grant = await ports.grants.find(id.grantId);
  // A grant without a row is one of an app acting for itself that was never refreshed.
  if (grant ? !isLive(grant, id) : id.generation !== 0 || claims.sub !== claims.client_id)
    return undefined;
  const actors = await liveActors(claims.client_id, grant?.userId, id, ports);
  if (!actors) return undefined;
  // An exchanged token (RFC 8693) ends with the app whose family it belongs to, too.
  const isForeign = grant !== undefined && grant.clientId !== claims.client_id;
  if (isForeign && !(await liveActors(grant.clientId, undefined, grant, ports))) return undefined;
  const isLogin = grant?.kind === 'login' && !isForeign;
  const account = claims.account as string | undefined;
  if (
    account &&
    !(await ports.accounts.mayUse(account, actors.person?.id ?? actors.client.ownerId))
  )
    return undefined;
  return {
    grantId: id.grantId,
    jti: claims.jti,
    ...actors,
    subject: claims.sub,
    scope: vouched.scope,
    // A login is the person, not a grant to somebody else: it opens what the role opens now, as the
    // portal's session does. What an app got in exchange for it opens what it says.
    authority:
      isLogin && actors.person
        ? actors.person.scope
        : authority(vouched.scope, actors.client, actors.person),
    account,
    audience: claims.aud,
    keyThumbprint: (claims.cnf as { jkt?: string } | undefined)?.jkt,
    act: claims.act,
    lineage,
    issuedAt: claims.iat,
    expiresAt: claims.exp,
    authTime: claims.auth_time as number | undefined,
    secondFactor: isLogin && grant.secondFactor === true,
    personal: false,
  };
}

async function verifyPersonal(token: string, ports: Ports): Promise<Verified | undefined> {
  const grantId = readPersonalToken(token, ports);
  const grant = grantId === undefined ? undefined : await ports.grants.find(grantId);
  if (!grant || grant.kind !== 'personal' || grant.endedAt || grant.expiresAt <= ports.now())
    return undefined;
  const actors = await liveActors(grant.clientId, grant.userId, grant, ports);
  if (!actors?.person) return undefined;
  return {
    grantId: grant.id,
    ...actors,
    subject: actors.person.id,
    scope: grant.scope,
    authority: authority(grant.scope, actors.client, actors.person),
    audience: ports.issuer,
    lineage: [],
    issuedAt: Math.floor(grant.createdAt / 1000),
    expiresAt: Math.floor(grant.expiresAt / 1000),
    authTime: grant.authTime,
    secondFactor: false,
    personal: true,
  };
}

function vouchedFor(token: string, ports: Ports, memory: Memory): Vouched | undefined {
  const digest = createHash('sha256').update(token).digest('base64');
  const known = memory.get(digest);
  if (known) return known;
  const claims = ports.signer.verify(token, 'at+jwt');
  if (!claims || claims.iss !== ports.issuer || !isComplete(claims)) return undefined;
  const id = readTokenId(claims.jti);
  if (!id) return undefined;
  const lineage = [claims.jti, ...((claims.exchanged_from as string[] | undefined) ?? [])];
  const vouched = { claims, id, lineage, scope: claims.scope.split(' ').filter(Boolean) };
  memory.set(digest, vouched);
  return vouched;
}

const TEXTS = ['sub', 'aud', 'jti', 'client_id', 'scope'];

/** RFC 9068 §2.2 requires all of these; what is missing or of another type is no token of ours. */
function isComplete(claims: Claims): claims is Vouched['claims'] {
  const { account = '', exp, iat } = claims;
  const texts = [...TEXTS.map((name) => claims[name]), account];
  return (
    texts.every((value) => typeof value === 'string') &&
    [exp, iat].every((value) => Number.isSafeInteger(value))
  );
}

function isLive(grant: Grant, id: TokenId): boolean {
  return grant.endedAt === undefined && grant.generation === id.generation;
}

async function liveActors(
  clientId: string,
  userId: string | undefined,
  epochs: { clientEpoch: number; userEpoch: number },
  ports: Ports,
): Promise<{ client: Client; person?: Person } | undefined> {
  const client =
    clientId === BUILT_IN_CLIENT.id ? BUILT_IN_CLIENT : await ports.clients.find(clientId);
  if (!client || client.epoch !== epochs.clientEpoch) return undefined;
  if (!userId) return { client };
  const person = await ports.people.find(userId);
  if (!person || person.epoch !== epochs.userEpoch) return undefined;
  return { client, person };
}
