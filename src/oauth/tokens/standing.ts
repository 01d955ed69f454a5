import { authority } from '../authority.js';
import { BUILT_IN_CLIENT } from '../built-in-client.js';
import type { Client, Grant, Person, Ports } from '../ports.js';
import { uncovered } from '../scope.js';
import type { TokenId } from './issue.js';
import type { Vouched } from './vouched.js';

/** Who acts with a token that is live. */
export interface Actors {
  client: Client;
  /** Missing when an app acts for itself. */
  person?: Person;
}

/** What a live token stands on now. */
export interface Standing extends Actors {
  /** What of its scope may be used now. */
  authority: string[];
  /** Whether the person has logged in for it themself, for everything they may do. */
  ownLogin: boolean;
  /** Milliseconds since 1970: when the person last proved in it who they are. */
  confirmedAt?: number;
  /** Whether a person logged in with a second factor for it. */
  secondFactor: boolean;
}

/** What a token of ours stands on, unless something has ended it: everything is looked at on every call. */
export async function standingOf(vouched: Vouched, ports: Ports): Promise<Standing | undefined> {
  const { claims, id, lineage, scope } = vouched;
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
  const { client, person } = actors;
  const { account } = claims;
  if (account && !(await ports.accounts.mayUse(account, person?.id ?? client.ownerId)))
    return undefined;
  // A login is the person, not a grant to somebody else: it opens what the role opens now, as the
  // portal's session does. What an app got in exchange for it opens what it says.
  const isLogin = grant?.kind === 'login' && !isForeign;
  return {
    ...actors,
    authority: isLogin && person ? person.scope : authority(scope, client, person),
    ownLogin:
      person !== undefined &&
      account === undefined &&
      (isLogin || (grant?.kind === 'user_credentials' && !isForeign && opensAll(scope, person))),
    confirmedAt: grant?.confirmedAt ?? grant?.createdAt,
    secondFactor: isLogin && grant.secondFactor === true,
  };
}

/** Whether nothing of the person's role was left out. */
function opensAll(scope: string[], person: Person): boolean {
  return uncovered(scope, person.scope).length === 0;
}

function isLive(grant: Grant, id: TokenId): boolean {
  return grant.endedAt === undefined && grant.generation === id.generation;
}

/** The app and the person, if both are active and nothing has ended all of their tokens since. */
export async function liveActors(
  clientId: string,
  userId: string | undefined,
  epochs: { clientEpoch: number; userEpoch: number },
  ports: Ports,
): Promise<Actors | undefined> {
  const client =
    clientId === BUILT_IN_CLIENT.id ? BUILT_IN_CLIENT : await ports.clients.find(clientId);
  if (!client || client.epoch !== epochs.clientEpoch) return undefined;
  if (!userId) return { client };
  const person = await ports.people.find(userId);
  if (!person || person.epoch !== epochs.userEpoch) return undefined;
  return { client, person };
}
