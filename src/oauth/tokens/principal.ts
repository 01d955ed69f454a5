import { then } from '../at-once.js';
import { effectiveScopes } from '../effective-scopes.js';
import { BUILT_IN_CLIENT } from '../built-in-client.js';
import type { Client, Grant, Person, Ports } from '../ports.js';
import { uncovered } from '../scope.js';
import type { DecodedToken } from './decoded-token.js';
import type { TokenId } from './token-id.js';

/** Who acts with a token that is live. */
export interface Actors {
  client: Client;
  /** Missing when an app acts for itself. */
  person?: Person;
}

/** For whom a live token acts, and what they may do now. */
export interface Principal extends Actors {
  /** What of its scope may be used now. */
  effectiveScopes: string[];
  /** Whether the person has logged in for it themself, for everything they may do. */
  ownLogin: boolean;
  /** Milliseconds since 1970: when the person last proved in it who they are. */
  confirmedAt?: number;
  /** Whether a person logged in with a second factor for it. */
  secondFactor: boolean;
}

/** A token that is genuine and live, and what it may do now. */
export interface Verified extends Principal {
  /** The family of tokens; an API key belongs to none. */
  grantId?: string;
  jti?: string;
  /** The person's id, or the app's key when it acts for itself. */
  subject: string;
  /** What was granted. */
  scope: string[];
  account?: string;
  audience: string;
  keyThumbprint?: string;
  act?: unknown;
  /** The `jti`s that can end it: its own, and those of the tokens that it was exchanged from. */
  lineage: string[];
  /** Seconds since 1970. */
  issuedAt: number;
  /** Missing for an API key without an end. */
  expiresAt?: number;
  authTime?: number;
  personal: boolean;
  /** Set when it is an API key; `tail` has the last four characters. */
  apiKey?: { id: string; tail: string };
}

/** What a live token was given by, and who acts with it. */
export interface LiveToken {
  grant: Grant | undefined;
  actors: Actors;
}

/**
 * The grant and the actors of a token of ours, unless something has ended it: everything that can is
 * looked at on every call, and at once where it is in memory.
 */
export function liveToken(
  { claims, id, lineage }: DecodedToken,
  ports: Ports,
): LiveToken | undefined | Promise<LiveToken | undefined> {
  for (const jti of lineage) if (ports.revokedTokens.has(jti)) return undefined;
  return then(ports.grants.find(id.grantId), (grant) => {
    // A grant without a row is one of an app acting for itself that was never refreshed.
    if (grant ? !isLive(grant, id) : id.generation !== 0 || claims.sub !== claims.client_id)
      return undefined;
    return then(liveActors(claims.client_id, grant?.userId, id, ports), (actors) => {
      if (!actors) return undefined;
      const live = { grant, actors };
      // An exchanged token (RFC 8693) ends with the app whose family it belongs to, too.
      const family = isForeign(live)
        ? liveActors(grant?.clientId ?? '', undefined, grant ?? id, ports)
        : actors;
      return then(family, (first) =>
        first ? ofItsAccount(live, claims.account, ports) : undefined,
      );
    });
  });
}

/** For whom a live token acts, and what they may do now. */
export function principalOf({ claims, scope }: DecodedToken, live: LiveToken): Principal {
  const { grant, actors } = live;
  const { client, person } = actors;
  // A login is the person, not a grant to somebody else: it opens what the role opens now, as the
  // portal's session does. What an app got in exchange for it opens what it says.
  const isOwn = !isForeign(live);
  const isLogin = grant?.kind === 'login' && isOwn;
  return {
    ...actors,
    effectiveScopes: isLogin && person ? person.scope : effectiveScopes(scope, client, person),
    ownLogin:
      person !== undefined &&
      claims.account === undefined &&
      (isLogin || (grant?.kind === 'user_credentials' && isOwn && opensAll(scope, person))),
    confirmedAt: grant?.confirmedAt ?? grant?.createdAt,
    secondFactor: isLogin && grant.secondFactor === true,
  };
}

/** Whether a token of one client's family was exchanged for one of another client. */
function isForeign({ grant, actors }: LiveToken): boolean {
  return grant !== undefined && grant.clientId !== actors.client.id;
}

/** The same, if who acts may still use the account that the token is bound to. */
function ofItsAccount(
  live: LiveToken,
  account: string | undefined,
  ports: Ports,
): LiveToken | undefined | Promise<LiveToken | undefined> {
  if (!account) return live;
  const { client, person } = live.actors;
  return then(ports.accounts.mayUse(account, person?.id ?? client.ownerId), (mayUse) =>
    mayUse ? live : undefined,
  );
}

/** Whether nothing of the person's role was left out. */
function opensAll(scope: string[], person: Person): boolean {
  return uncovered(scope, person.scope).length === 0;
}

function isLive(grant: Grant, id: TokenId): boolean {
  return grant.endedAt === undefined && grant.generation === id.generation;
}

/** The app and the person, if both are active and nothing has ended all of their tokens since. */
export function liveActors(
  clientId: string,
  userId: string | undefined,
  epochs: { clientEpoch: number; userEpoch: number },
  ports: Ports,
): Actors | undefined | Promise<Actors | undefined> {
  const found = clientId === BUILT_IN_CLIENT.id ? BUILT_IN_CLIENT : ports.clients.find(clientId);
  return then(found, (client): Actors | undefined | Promise<Actors | undefined> => {
    if (!client || client.epoch !== epochs.clientEpoch) return undefined;
    if (!userId) return { client };
    return then(ports.people.find(userId), (person) =>
      person && person.epoch === epochs.userEpoch ? { client, person } : undefined,
    );
  });
}
