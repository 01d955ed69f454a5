import { invalidClient, invalidRequest } from '../errors.js';
import type { Client, ClientAuthenticationMethod, Person, Ports } from '../ports.js';
import { isWellFormed, PREFIX } from '../../common/identifiers.js';
import { strayAround } from '../stray.js';
import type { TokenRequest } from '../token-request.js';
import { BUILT_IN_CLIENT } from '../built-in-client.js';
import * as clientSecretBasic from './client_secret_basic.js';
import * as clientSecretPost from './client_secret_post.js';
import * as none from './none.js';
import * as privateKeyJwt from './private_key_jwt.js';

/** Who sent the request: an app or, with user credentials, a person through the built-in app. */
export interface Sender {
  client: Client;
  person?: Person;
}

/** The ways by which an app proves who it is. */
export const CONFIDENTIAL: ClientAuthenticationMethod[] = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
];

type Needs = Pick<Ports, 'clients' | 'people' | 'policy' | 'usedOnce' | 'now' | 'issuer'>;

/**
 * Finds out who sent the request, by exactly one method (RFC 6749 §2.3).
 * @throws OAuthError `invalid_client`, or `invalid_request` when methods are mixed
 */
export async function authenticateClient(request: TokenRequest, needs: Needs): Promise<Sender> {
  const basic = clientSecretBasic.presents(request);
  const post = clientSecretPost.presents(request);
  const assertion = privateKeyJwt.presents(request);
  if ([basic, post, assertion].filter(Boolean).length > 1)
    throw invalidRequest('Authenticate the client in one way: header, secret or assertion.');
  if (assertion) return byAssertion(request, needs);
  if (basic)
    return bySecret(request, 'client_secret_basic', clientSecretBasic.credentials(request), needs);
  if (post)
    return bySecret(request, 'client_secret_post', clientSecretPost.credentials(request), needs);
  if (none.presents(request))
    return byNameAlone(request.parameters.client_id ?? '', request, needs);
  throw invalidClient('The request carries no client credentials.');
}

async function byAssertion(request: TokenRequest, needs: Needs): Promise<Sender> {
  const client = await privateKeyJwt.authenticate(request, needs);
  if (request.rule.authentication && !request.rule.authentication.includes('private_key_jwt'))
    throw invalidClient('This grant is for public apps, which have no keys.', client.id);
  return { client };
}

async function bySecret(
  request: TokenRequest,
  method: ClientAuthenticationMethod,
  readings: clientSecretBasic.Credentials[],
  needs: Needs,
): Promise<Sender> {
  const [first] = readings;
  const named = request.parameters.client_id;
  if (named !== undefined && !readings.some(({ id }) => id === named))
    throw invalidRequest('The header and the body name different clients.');
  // Some libraries send a public client's name as Basic with an empty secret.
  if (first?.secret === '') return byNameAlone(first.id, request, needs);

  const app = readings.find(({ id }) => isWellFormed(id, PREFIX.app));
  const stray = app ? undefined : strayAround(first?.id ?? '', 'app');
  if (stray) throw invalidClient(stray.hint, stray.value);
  if (
    !app &&
    request.rule.userCredentials &&
    method === 'client_secret_basic' &&
    needs.policy().userCredentials
  )
    return byPerson(readings, request, needs);

  const id = app?.id ?? first?.id ?? '';
  const client = app && (await needs.clients.find(id));
  const matches = await needs.clients.secretMatches(id, app?.secret ?? '');
  if (!client) throw invalidClient('No active app has this client ID.', app?.id);
  if (!client.authentication.includes(method))
    throw invalidClient(`This app does not authenticate by ${method}.`, id);
  if (request.rule.authentication && !request.rule.authentication.includes(method))
    throw invalidClient('This grant is for public apps, which have no secret.', id);
  if (!matches)
    throw invalidClient(
      strayAround(app.secret, 'appSecret')?.hint ?? 'The secret is wrong, expired or replaced.',
      id,
    );
  return { client };
}

async function byNameAlone(id: string, request: TokenRequest, needs: Needs): Promise<Sender> {
  const stray = strayAround(id, 'app');
  if (stray) throw invalidClient(stray.hint, stray.value);
  const known = isWellFormed(id, PREFIX.app) || id.startsWith('https://');
  const client = known ? await needs.clients.find(id) : undefined;
  if (!client) throw invalidClient('No active app has this client ID.', id);
  if (request.rule.authentication && !request.rule.authentication.includes('none'))
    throw invalidClient('This endpoint is for apps that authenticate.', id);
  if (!client.authentication.includes('none'))
    throw invalidClient(
      request.rule.authentication ? 'This grant is for public apps.' : 'The secret is missing.',
      id,
    );
  return { client };
}

/** Fusio's way: a person's own name and password; never where a second factor is set. */
async function byPerson(
  readings: clientSecretBasic.Credentials[],
  request: TokenRequest,
  needs: Needs,
): Promise<Sender> {
  for (const { id, secret } of readings) {
    const authentication = await needs.people.authenticate({
      username: id,
      password: secret,
      ip: request.ip,
    });
    if (authentication.outcome === 'known')
      return { client: BUILT_IN_CLIENT, person: authentication.person };
    if (authentication.outcome === 'mfa_required') break;
  }
  throw invalidClient('The user name and password were not accepted.');
}
