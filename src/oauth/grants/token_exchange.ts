import { effectiveScopes } from '../effective-scopes.js';
import type { Sender } from '../client_authentication/index.js';
import type { Decision } from '../decision.js';
import { invalidRequest, OAuthError } from '../errors.js';
import type { Client, Grant, Person, Ports } from '../ports.js';
import { audienceFor, invalidTarget, isAudience } from '../resource.js';
import { isSameResource } from '../resource-key.js';
import { uncovered } from '../scope.js';
import type { TokenRequest } from '../token-request.js';
import { readTokenId } from '../tokens/token-id.js';
import type { Verified } from '../tokens/principal.js';
import { verify } from '../tokens/verify.js';
import type { TokenMemory } from '../tokens/decoded-token.js';
import { accountFor } from './account.js';
import { invalidScope, requireFitting, type Wanted, wantedScope } from './requested-scope.js';

const TYPE = 'urn:ietf:params:oauth:token-type:';
/** Our access tokens are JWTs, so both names fit (RFC 8693 §3). */
const TYPES = [`${TYPE}access_token`, `${TYPE}jwt`];
/** How many apps may stand between a person and who acts for them. */
const LONGEST_CHAIN = 5;
/** Exchanges are rare: their tokens need no memory of checked signatures. */
const FORGETFUL: TokenMemory = {
  get: () => undefined,
  set: () => undefined,
  add: () => undefined,
};

/** An access token of a person, known to be live. */
type Subject = Verified & { person: Person; jti: string; grantId: string; expiresAt: number };

/**
 * An app gets a token to act for the person who called it (RFC 8693). The new token belongs to the
 * subject token's family and ends with either; it never does more, never lives longer, and its `act`
 * names everyone who acts.
 */
export async function decide(
  { client }: Sender,
  request: TokenRequest,
  ports: Ports,
): Promise<Decision> {
  if (client.authentication.includes('none'))
    throw new OAuthError('unauthorized_client', 'A public client cannot exchange tokens.', {
      clientId: client.id,
    });
  const subject = await subjectOf(client, request, ports);
  await requireOwnActor(client, request, ports);
  const wanted = await wantedScope(request.parameters.scope, ports, client.id);
  const scope = narrowed(subject, client, wanted);
  const { accessTtl } = ports.policy();
  const remaining = subject.expiresAt - Math.floor(ports.now() / 1000);
  return {
    client,
    person: subject.person,
    scope,
    grant: {
      ...(await familyOf(subject, client, ports)),
      account: await accountOf(subject, client, wanted, ports),
      resource: await targetOf(subject, client, request, ports),
    },
    row: 'stored',
    refreshToken: false,
    accessTtl: Math.min(accessTtl, remaining),
    issuedTokenType: `${TYPE}access_token`,
    exchangedFrom: subject.lineage,
    act: { sub: client.id, ...(subject.act !== undefined && { act: subject.act }) },
  };
}

/** The subject token, if it is live, a person's, and this app has it by right. */
async function subjectOf(client: Client, request: TokenRequest, ports: Ports): Promise<Subject> {
  const { subject_token: token, subject_token_type: type } = request.parameters;
  if (!token || !type) throw invalidRequest('subject_token and subject_token_type are required.');
  const { requested_token_type: wanted } = request.parameters;
  if (!TYPES.includes(type) || (wanted !== undefined && !TYPES.includes(wanted)))
    throw invalidRequest('Only access tokens can be exchanged, for access tokens.');
  const verified = await verify(token, ports, FORGETFUL);
  const { person, jti, grantId, expiresAt } = verified ?? {};
  if (!verified || !person || !jti || !grantId || !expiresAt)
    throw unacceptable('The subject token is not a live access token of a person.', client.id);
  const isMeantForIt = await isAudience(client, verified.audience, ports);
  if (!isMeantForIt && !client.firstParty && verified.client.id !== client.id)
    throw unacceptable('The subject token was made neither by this app nor for it.', client.id);
  // Whoever a token was made for has seen the proof; anyone else must show the key.
  const isProven = isMeantForIt || verified.keyThumbprint === request.keyThumbprint;
  if (verified.keyThumbprint !== undefined && !isProven)
    throw unacceptable('The subject token is bound to another key.', client.id);
  if (lengthOf(verified.act) >= LONGEST_CHAIN)
    throw unacceptable(`More than ${LONGEST_CHAIN} apps would act for the person.`, client.id);
  return { ...verified, person, jti, grantId, expiresAt };
}

/** An app acts in its own name alone; a token that proves this is welcome and changes nothing. */
async function requireOwnActor(client: Client, { parameters }: TokenRequest, ports: Ports) {
  const { actor_token: token, actor_token_type: type } = parameters;
  if (token === undefined && type === undefined) return;
  if (token === undefined || type === undefined || !TYPES.includes(type))
    throw invalidRequest('actor_token and actor_token_type go together.');
  const actor = await verify(token, ports, FORGETFUL);
  if (!actor || actor.person || actor.apiKey || actor.client.id !== client.id)
    throw unacceptable('The actor token is not the app’s own.', client.id);
}

/** At most what the subject token may do now and this app may do. */
function narrowed(subject: Subject, client: Client, wanted: Wanted): string[] {
  const available = effectiveScopes(subject.effectiveScopes, client, subject.person);
  const { scope = available } = wanted;
  const missing = uncovered(available, scope);
  if (missing.length > 0 || scope.length === 0)
    throw invalidScope(`Not in the subject token: ${missing.join(' ')}.`, client.id);
  return requireFitting(scope, client.id);
}

async function accountOf(
  subject: Subject,
  client: Client,
  { account }: Wanted,
  ports: Ports,
): Promise<string | undefined> {
  if (account !== undefined && subject.account !== undefined && account !== subject.account)
    throw invalidScope('The subject token is for another account.', client.id);
  return accountFor(subject.account ?? account, client, subject.person.id, ports);
}

/**
 * One audience per token; the subject token's own when none is named. A client does not change the
 * audience of its own token, which a person has seen; an API goes on only to where an administrator
 * lets it.
 */
async function targetOf(
  subject: Subject,
  client: Client,
  { parameters: { resource, audience } }: TokenRequest,
  ports: Ports,
): Promise<string | undefined> {
  if (resource !== undefined && audience !== undefined && !isSameResource(resource, audience))
    throw invalidTarget('A token has one audience: resource and audience differ.', client.id);
  const asked = resource ?? audience ?? subject.audience;
  const target = await audienceFor(asked, ports, client.id);
  const named = target ?? ports.issuer;
  if (isSameResource(named, subject.audience)) return target;
  if (subject.client.id === client.id)
    throw invalidTarget('A client does not change the audience of its own token.', client.id);
  const isAllowed = client.exchangeAudiences?.some((each) => isSameResource(each, named));
  if (!isAllowed && !client.firstParty)
    throw invalidTarget('No administrator lets this app exchange tokens for there.', client.id);
  return target;
}

/** The subject's family as it was when the subject token was made, with this app's own epoch. */
async function familyOf(subject: Subject, client: Client, ports: Ports): Promise<Grant> {
  const grant = await ports.grants.find(subject.grantId);
  const id = readTokenId(subject.jti);
  if (!grant || !id) throw unacceptable('The subject token is over.', client.id);
  const { generation, userEpoch } = id;
  const own = { clientId: client.id, clientEpoch: client.epoch, keyThumbprint: undefined };
  return { ...grant, ...own, generation, userEpoch };
}

function lengthOf(act: unknown): number {
  let length = 0;
  for (let link = act; typeof link === 'object' && link !== null; length += 1)
    link = (link as { act?: unknown }).act;
  return length;
}

/** RFC 8693 §2.2.2 wants this code for a token that is not acceptable. */
function unacceptable(hint: string, clientId: string): OAuthError {
  const description = 'The token is invalid or not acceptable.';
  return new OAuthError('invalid_request', description, { hint, clientId });
}
