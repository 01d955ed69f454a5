import { OAuthError } from '../errors.js';
import { requireGrantType } from '../grant-types.js';
import { grantedScope, invalidScope, wantedScope } from '../grants/requested-scope.js';
import type { Parameters } from '../parameters.js';
import { isChallenge } from '../pkce.js';
import type { Client, Ports } from '../ports.js';
import { type AuthorizationRequest, type Prompt, PROMPTS } from '../interactive-ports.js';
import { audienceFor } from '../resource.js';
import { requestedClaims } from './claims.js';
import { type Recipient, recipientOf } from './recipient.js';
import { RESPONSE_MODES, type ResponseMode } from '../interactive-ports.js';
import { refusal, type ReplyTo } from './response.js';

/** What a look at an authorization request found. */
export type Validation =
  | { outcome: 'valid'; request: AuthorizationRequest; client: Client }
  /** Its client must hear of the error, at this address. */
  | { outcome: 'refused'; error: OAuthError; to: ReplyTo; client: Client };

type Needs = Pick<Ports, 'clients' | 'resources' | 'scopes' | 'issuer' | 'signer'>;

/** In bytes; programs that seal what they must remember into `state` reach several thousand. */
const LONGEST_STATE = 8_192;
const LONGEST_NONCE = 2_048;
/** Of a SHA-256 thumbprint (RFC 7638) in base64url. */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;

/**
 * Looks at every parameter of an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID
 * Connect Core §3.1.2.1, RFC 8707, RFC 9449 §10).
 * @throws OAuthError that must not be redirected: client or redirect URI cannot be trusted
 */
export async function validateAuthorization(
  parameters: Parameters,
  ports: Needs,
): Promise<Validation> {
  const recipient = await recipientOf(parameters, ports);
  const { client, redirectUri } = recipient;
  const state = parameters.state;
  const tooLong = state !== undefined && Buffer.byteLength(state) > LONGEST_STATE;
  const responseMode = modeOf(parameters, redirectUri);
  const to = { redirectUri, responseMode, ...(!tooLong && { state }) };
  try {
    if (tooLong) throw refusal('invalid_request', 'The state is too long.', client.id);
    return { outcome: 'valid', client, request: await read(parameters, recipient, ports) };
  } catch (error) {
    if (error instanceof OAuthError) return { outcome: 'refused', error, to, client };
    throw error;
  }
}

async function read(
  parameters: Parameters,
  { client, redirectUri, sent }: Recipient,
  ports: Needs,
): Promise<AuthorizationRequest> {
  requireGrantType(client, 'authorization_code');
  requireCodeFlow(parameters, redirectUri, client.id);
  const { state, nonce, dpop_jkt: keyThumbprint, id_token_hint: hint } = parameters;
  if (nonce !== undefined && Buffer.byteLength(nonce) > LONGEST_NONCE)
    throw refusal('invalid_request', 'The nonce is too long.', client.id);
  if (keyThumbprint !== undefined && !THUMBPRINT.test(keyThumbprint))
    throw refusal('invalid_request', 'The dpop_jkt is not a SHA-256 thumbprint.', client.id);
  const claims = requestedClaims(parameters, client.id);
  const wanted = await wantedScope(parameters.scope, ports, client.id);
  if (wanted.account && client.account && wanted.account !== client.account)
    throw invalidScope('The app is bound to another account.', client.id);
  return {
    clientId: client.id,
    redirectUri,
    redirectUriSent: sent,
    scope: grantedScope(wanted.scope, client.scope, client.id),
    account: client.account ?? wanted.account,
    state,
    responseMode: modeOf(parameters, redirectUri),
    nonce,
    codeChallenge: challengeOf(parameters, client.id),
    resource: await audienceFor(parameters.resource, ports, client.id),
    keyThumbprint,
    prompt: promptOf(parameters, client.id),
    maxAge: maxAgeOf(parameters, client.id),
    subject: hint === undefined ? claims.subject : subjectOf(hint, client.id, ports),
    ...(claims.idToken.length > 0 && { idTokenClaims: claims.idToken }),
  };
}

/** How the answer travels, as far as the redirect URI can take it: a private scheme gets no form. */
function modeOf(
  { response_mode: mode }: Parameters,
  redirectUri: string,
): ResponseMode | undefined {
  return mode === 'form_post' && /^https?:/i.test(redirectUri) ? mode : undefined;
}

/** The code flow is the only one, and nothing that it gives lands in a fragment (RFC 9700 §2.1.2). */
function requireCodeFlow(parameters: Parameters, redirectUri: string, clientId: string): void {
  if (parameters.request !== undefined)
    throw refusal('request_not_supported', 'Request objects are not supported.', clientId);
  if (parameters.request_uri !== undefined)
    throw refusal(
      'request_uri_not_supported',
      'Only request URIs made by pushing a request are supported.',
      clientId,
    );
  if (parameters.response_type === undefined)
    throw refusal('invalid_request', 'The response_type is missing.', clientId);
  if (parameters.response_type !== 'code')
    throw refusal('unsupported_response_type', 'The only response type is code.', clientId);
  const { response_mode: mode } = parameters;
  if (mode !== undefined && !RESPONSE_MODES.some((known) => known === mode))
    throw refusal('invalid_request', 'The response modes are query and form_post.', clientId);
  if (mode === 'form_post' && modeOf(parameters, redirectUri) === undefined)
    throw refusal('invalid_request', 'A form is posted to web addresses alone.', clientId);
}

/** PKCE protects every client, also those with a secret (RFC 9700 §2.1.1). */
function challengeOf(parameters: Parameters, clientId: string): string {
  const { code_challenge: challenge, code_challenge_method: method } = parameters;
  if (challenge === undefined)
    throw refusal('invalid_request', 'A code_challenge is required (PKCE).', clientId);
  if (method !== 'S256')
    throw refusal('invalid_request', 'The only code_challenge_method is S256.', clientId);
  if (!isChallenge(challenge))
    throw refusal('invalid_request', 'The code_challenge is malformed.', clientId);
  return challenge;
}

/**
 * The value that asks for the most: each shows the consent page, `login` after a new sign-in and
 * `create` after a registration.
 */
function promptOf({ prompt }: Parameters, clientId: string): Prompt | undefined {
  if (prompt === undefined) return undefined;
  const words = new Set(prompt.split(' ').filter(Boolean));
  const known = PROMPTS.filter((word) => words.has(word));
  if (known.length < words.size)
    throw refusal('invalid_request', `The prompt knows ${PROMPTS.join(', ')}.`, clientId);
  if (words.has('none') && words.size > 1)
    throw refusal('invalid_request', 'The prompt none goes with no other.', clientId);
  return known[0];
}

function maxAgeOf({ max_age: age }: Parameters, clientId: string): number | undefined {
  if (age === undefined) return undefined;
  if (!/^\d{1,9}$/.test(age))
    throw refusal('invalid_request', 'The max_age is a number of seconds.', clientId);
  return Number(age);
}

/** Whom an earlier id_token was about; it may be over by now. */
function subjectOf(hint: string, clientId: string, { signer, issuer }: Needs): string {
  const claims = signer.verify(hint, 'JWT');
  if (claims?.iss !== issuer || claims.aud !== clientId || typeof claims.sub !== 'string')
    throw refusal('invalid_request', 'The id_token_hint is not ours.', clientId);
  return claims.sub;
}
