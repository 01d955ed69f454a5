import { ONE_LINE } from '../../common/text.js';
import { keySetFault } from '../../apps/secrets/public-keys.js';
import { OAuthError } from '../../oauth/errors.js';
import {
  type ClientAuthenticationMethod,
  ID_TOKEN_ALGORITHMS,
  type IdTokenAlgorithm,
  type JSONWebKeySet,
} from '../../oauth/ports.js';
import { namedScheme } from '../../oauth/private-scheme.js';
import { redirectUriFault } from '../../oauth/redirect-uri.js';
import { isScopeName, parseScope } from '../../oauth/scope.js';
import {
  type Cap,
  CLIENT_CREDENTIALS,
  CODE,
  REFRESH,
  TOKEN_EXCHANGE,
  WHOLE,
} from './registered-grants.js';

const MOST_REDIRECT_URIS = 20;
const MOST_SCOPES = 100;
const LONGEST_NAME = 255;
const LONGEST_URL = 2048;

/** What a client says of itself (RFC 7591 §2), after every member was looked at. */
export interface ClientMetadata {
  redirectUris: string[];
  /** OpenID Connect RP-Initiated Logout §3.1. */
  postLogoutRedirectUris: string[];
  name?: string;
  /** A web page about it. */
  uri?: string;
  /** The names it asks for; nothing when it leaves them to us. */
  scope?: string[];
  grantTypes: string[];
  responseTypes: string[];
  authentication: ClientAuthenticationMethod;
  jwks?: JSONWebKeySet;
  applicationType: 'web' | 'native';
  dpop: boolean;
  idTokenAlg: IdTokenAlgorithm;
}

type Members = Record<string, unknown>;

/**
 * Reads the metadata of a client that describes itself. Members that we do not know, and those that
 * name further pages (`jwks_uri`, `logo_uri`), have no effect: nothing is fetched. Values that we do
 * not support are left out, and the answer tells what was registered (RFC 7591 §3.2.1).
 * @param cap what this client can have at most
 * @throws OAuthError `invalid_client_metadata`, `invalid_redirect_uri`
 */
export function readClientMetadata(value: unknown, cap: Cap = WHOLE): ClientMetadata {
  const members = sentMembers(value);
  const keys = readKeys(members);
  const redirectUris = readRedirectUris(members);
  // A scheme that anybody's program may claim is for public clients alone.
  const isPublic = redirectUris.some((uri) => namedScheme(uri) !== undefined);
  const authentication = isPublic ? 'none' : readMethod(members, cap, keys);
  const grantTypes = readGrants(members, cap, authentication);
  const metadata: ClientMetadata = {
    redirectUris,
    postLogoutRedirectUris: readPostLogoutUris(members),
    name: text(members, 'client_name', LONGEST_NAME),
    uri: readUri(members),
    scope: readScope(members),
    grantTypes,
    responseTypes: readResponses(members, grantTypes),
    authentication,
    jwks: keys,
    applicationType: members.application_type === 'native' ? 'native' : 'web',
    dpop: flag(members, 'dpop_bound_access_tokens'),
    idTokenAlg: readIdTokenAlg(members),
  };
  refuseContradictions(metadata, members);
  // Keys of a public client prove nothing here.
  if (authentication === 'none') delete metadata.jwks;
  return metadata;
}

/** The members that say something: null, empty text, lists and objects are ways to leave one out. */
export function sentMembers(value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fault('The metadata must be a JSON object.');
  return Object.fromEntries(Object.entries(value).filter(([, member]) => !isEmpty(member)));
}

function isEmpty(member: unknown): boolean {
  if (typeof member === 'object' && member !== null) return Object.values(member).every(isEmpty);
  return member === null || (typeof member === 'string' && member.trim() === '');
}

/** 400 `invalid_client_metadata`. */
export function fault(description: string): OAuthError {
  return new OAuthError('invalid_client_metadata', description);
}

function refuseContradictions(metadata: ClientMetadata, members: Members): void {
  const { grantTypes, responseTypes, redirectUris, authentication, jwks } = metadata;
  const usesCode = grantTypes.includes(CODE);
  if (usesCode !== responseTypes.includes('code'))
    throw fault('The grant authorization_code and the response type code go together.');
  if (usesCode && redirectUris.length === 0)
    throw new OAuthError('invalid_redirect_uri', 'authorization_code needs a redirect URI.');
  if (authentication === 'private_key_jwt' && !jwks)
    throw fault('private_key_jwt needs the public keys in jwks; jwks_uri is not fetched.');
  const isWeb = members.application_type === 'web';
  if (isWeb && redirectUris.some((uri) => !/^https?:/i.test(uri)))
    throw new OAuthError('invalid_redirect_uri', 'A web client has no private-use scheme.');
}

function readGrants(
  members: Members,
  cap: Cap,
  authentication: ClientAuthenticationMethod,
): string[] {
  const wanted = wantedGrants(members);
  const known = wanted.filter((name) => cap.grantTypes.includes(name));
  if (!beginsOne(known)) throw fault('grant_types names none that this client can have.');
  const needsSecret = [CLIENT_CREDENTIALS, TOKEN_EXCHANGE];
  const usable = known.filter((name) => authentication !== 'none' || !needsSecret.includes(name));
  if (!beginsOne(usable)) throw fault('A client that does not authenticate cannot act by itself.');
  return usable;
}

function wantedGrants(members: Members): string[] {
  return list(members, 'grant_types') ?? [CODE];
}

/** A refresh goes on with what another grant began. */
function beginsOne(grantTypes: string[]): boolean {
  return grantTypes.some((name) => name !== REFRESH);
}

function readResponses(members: Members, grantTypes: string[]): string[] {
  const wanted = list(members, 'response_types');
  if (!wanted) return grantTypes.includes(CODE) ? ['code'] : [];
  const usable = wanted.filter((name) => name === 'code');
  if (usable.length === 0) throw fault('code is the only response type.');
  // Of no use where its grant was left out; without the grant from the start it is a contradiction.
  return wantedGrants(members).includes(CODE) && !grantTypes.includes(CODE) ? [] : usable;
}

function readRedirectUris(members: Members): string[] {
  const uris = list(members, 'redirect_uris', 'invalid_redirect_uri') ?? [];
  if (uris.length > MOST_REDIRECT_URIS)
    throw new OAuthError('invalid_redirect_uri', 'There are too many redirect URIs.');
  const wrong = uris.map(redirectUriFault).find(Boolean);
  if (wrong) throw new OAuthError('invalid_redirect_uri', wrong);
  return uris;
}

/** Those that may be registered: a person can sign out without the others. */
function readPostLogoutUris(members: Members): string[] {
  const uris = list(members, 'post_logout_redirect_uris') ?? [];
  return uris.filter((uri) => redirectUriFault(uri) === undefined).slice(0, MOST_REDIRECT_URIS);
}

function readUri(members: Members): string | undefined {
  const uri = text(members, 'client_uri', LONGEST_URL);
  if (uri !== undefined && !(/^https?:\/\/[^\s/]/i.test(uri) && URL.canParse(uri)))
    throw fault('client_uri must be a web address.');
  return uri;
}

function readScope(members: Members): string[] | undefined {
  if (members.scope === undefined) return undefined;
  if (typeof members.scope !== 'string') throw fault('scope must be text.');
  const names = parseScope(members.scope);
  if (names.length > MOST_SCOPES || !names.every(isScopeName))
    throw fault('scope is not well made.');
  return names;
}

/** Ours where the client wishes for what we do not have (RFC 7591 §3.2.1); the answer names it. */
function readIdTokenAlg(members: Members): IdTokenAlgorithm {
  const wanted = text(members, 'id_token_signed_response_alg', LONGEST_NAME);
  return ID_TOKEN_ALGORITHMS.find((name) => name === wanted) ?? 'ES256';
}

/** The first usable one of those that the client can do; its usual one when we know none of them. */
function readMethod(
  members: Members,
  { methods, usualMethod }: Cap,
  keys?: JSONWebKeySet,
): ClientAuthenticationMethod {
  const asked = text(members, 'token_endpoint_auth_method', LONGEST_NAME);
  const others = list(members, 'token_endpoint_auth_methods_supported') ?? [];
  const known = [...(asked === undefined ? [] : [asked]), ...others].flatMap((name) =>
    methods.filter((method) => method === name),
  );
  const usable = known.find((name) => name !== 'private_key_jwt' || keys) ?? known[0];
  return usable ?? usualMethod;
}

function readKeys({ jwks, jwks_uri }: Members): JSONWebKeySet | undefined {
  if (jwks === undefined) return undefined;
  if (jwks_uri !== undefined) throw fault('Send jwks or jwks_uri, not both.'); // RFC 7591 §2
  const wrong = keySetFault(jwks);
  if (wrong) throw fault(wrong);
  return jwks as JSONWebKeySet;
}

function text(members: Members, name: string, longest: number): string | undefined {
  const value = members[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.length > longest || !ONE_LINE.test(value))
    throw fault(`${name} must be one line of at most ${longest} characters.`);
  return value;
}

function flag(members: Members, name: string): boolean {
  const value = members[name] ?? false;
  if (typeof value !== 'boolean') throw fault(`${name} must be true or false.`);
  return value;
}

function list(
  members: Members,
  name: string,
  error: 'invalid_client_metadata' | 'invalid_redirect_uri' = 'invalid_client_metadata',
): string[] | undefined {
  const value = members[name];
  if (value === undefined) return undefined;
  const items: unknown = Array.isArray(value) ? value.filter((item) => !isEmpty(item)) : value;
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string'))
    throw new OAuthError(error, `${name} must be a list of texts.`);
  return [...new Set(items)];
}
