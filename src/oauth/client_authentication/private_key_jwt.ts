import { invalidClient, type OAuthError } from '../errors.js';
import { TOKEN_PROFILES } from '../token-profiles.js';
import type { Claims, Client, Ports } from '../ports.js';
import { isWellFormed, PREFIX } from '../../common/identifiers.js';
import { canBeSignedBy, type ClientJwt, isSignedBy, readClientJwt } from '../signed-jwt.js';
import type { TokenRequest } from '../token-request.js';

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** How far the clocks of a client and ours may differ. */
const SKEW_SECONDS = 30;
/** Authlib's assertions live for an hour, unless it is told otherwise. */
const LONGEST_LIFE_SECONDS = 3_600;
/** Keys that travel with what they sign prove nothing (RFC 8725 §3.10). */
const FOREIGN_KEYS = ['jwk', 'jku', 'x5u', 'x5c'];
/** Whoever has several keys names one by `kid`; two are for the days of a rotation. */
const MOST_TRIED = 2;

type Needs = Pick<Ports, 'clients' | 'usedOnce' | 'now' | 'issuer'>;

/** Whether the request carries an assertion about its client. */
export function presents({ parameters }: TokenRequest): boolean {
  return (
    parameters.client_assertion !== undefined || parameters.client_assertion_type !== undefined
  );
}

/**
 * The client whose key signed the assertion (RFC 7523 §2.2 and §3). It works once.
 * @throws OAuthError `invalid_client`, with the reason for the app's owner
 */
export async function authenticate(request: TokenRequest, needs: Needs): Promise<Client> {
  const { client_assertion: text = '', client_assertion_type, client_id } = request.parameters;
  if (client_assertion_type !== TYPE)
    throw invalidClient(`client_assertion_type must be ${TYPE}.`, client_id);
  const assertion = readClientJwt(text);
  const named = assertion?.claims.sub;
  const id = typeof named === 'string' && isWellFormed(named, PREFIX.app) ? named : undefined;
  const client = id === undefined ? undefined : await needs.clients.find(id);
  if (!assertion || !client) throw invalidClient('The assertion names no active app as sub.', id);
  if (!client.authentication.includes('private_key_jwt'))
    throw invalidClient('The app has no public keys, so it cannot send assertions.', id);
  if (client_id !== undefined && client_id !== client.id)
    throw invalidClient('client_id and the assertion name different clients.', id);
  const fault = faultOf(assertion.claims, client, needs);
  if (fault) throw fault;
  const keys = candidatesFor(assertion, client);
  // Last: nothing else here costs as much, and anybody may ask for it.
  if (!keys.slice(0, MOST_TRIED).some((key) => isSignedBy(assertion, key)))
    throw invalidClient(
      keys.length > MOST_TRIED
        ? 'The assertion must name its key by kid: several of the app’s keys may have signed it.'
        : 'None of the app’s keys signed the assertion.',
      id,
    );
  await spend(assertion.claims, client, needs);
  return client;
}

/** The keys that may have signed it, the likeliest first: by type, `kid` and `alg` (RFC 7517 §4.4, §4.5). */
function candidatesFor(assertion: ClientJwt, { jwks }: Client): Record<string, unknown>[] {
  const { kid, alg } = assertion.header;
  if (FOREIGN_KEYS.some((member) => member in assertion.header)) return [];
  const unlikeliness = (key: Record<string, unknown>) =>
    (key.kid === kid ? 0 : 2) + (key.alg === alg ? 0 : 1);
  return (jwks?.keys ?? [])
    .filter((key) => kid === undefined || key.kid === kid || !('kid' in key))
    .filter((key) => canBeSignedBy(assertion, key))
    .sort((one, other) => unlikeliness(one) - unlikeliness(other));
}

/** Uses the assertion up, for exactly one caller. */
async function spend(claims: Claims, client: Client, needs: Needs): Promise<void> {
  const end = (Number(claims.exp) + SKEW_SECONDS) * 1000;
  if (!(await needs.usedOnce.first(`assertion ${client.id} ${String(claims.jti)}`, end)))
    throw invalidClient('The assertion was used before: each needs its own jti.', client.id);
}

function faultOf(claims: Claims, { id }: Client, { now, issuer }: Needs): OAuthError | undefined {
  const { iss, sub, aud, exp, iat, nbf, jti } = claims;
  const seconds = now() / 1000;
  const isLater = (time: unknown) => typeof time !== 'number' || time > seconds + SKEW_SECONDS;
  if (iss !== id || sub !== id) return invalidClient('iss and sub must both be the client_id.', id);
  if (!isForUs(aud, issuer)) return invalidClient(`aud must be ${issuer}.`, id);
  if (typeof exp !== 'number' || exp <= seconds - SKEW_SECONDS)
    return invalidClient('The assertion has no exp, or it is over.', id);
  if (exp > seconds + LONGEST_LIFE_SECONDS + SKEW_SECONDS)
    return invalidClient('exp must be at most one hour ahead.', id);
  if (iat !== undefined && isLater(iat)) return invalidClient('iat is in the future.', id);
  if (nbf !== undefined && isLater(nbf)) return invalidClient('nbf is in the future.', id);
  if (typeof jti !== 'string' || jti === '') return invalidClient('jti is required.', id);
  return undefined;
}

/** Nobody else's name may stand beside ours: they could use the assertion against us. */
function isForUs(aud: unknown, issuer: string): boolean {
  const ours = [issuer, ...Object.values(TOKEN_PROFILES).map(({ path }) => issuer + path)];
  const named: unknown[] = Array.isArray(aud) ? aud : [aud];
  return named.length > 0 && named.every((name) => ours.includes(name as string));
}
