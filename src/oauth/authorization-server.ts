import { BUILT_IN_CLIENT } from './built-in-client.js';
import { giveCode } from './authorization/code.js';
import { type LogoutTarget, type LogoutRequest, logoutTarget } from './authorization/logout.js';
import { push, PUSH_PATH, type PushedAnswer, pushedRequest } from './authorization/pushed.js';
import { errorUrl, type ReplyTo } from './authorization/response.js';
import { validateAuthorization, type Validation } from './authorization/validate.js';
import { authenticateClient, CONFIDENTIAL, type Sender } from './client_authentication/index.js';
import { type DeviceAnswer, startDevice } from './device-authorization.js';
import { nextNonce } from './dpop.js';
import { invalidRequest, type OAuthError } from './errors.js';
import type { TokenProfile, GrantRule, Issued, TokenAnswer } from './token-profiles.js';
import { mayUse, requireGrantType } from './grant-types.js';
import { newGrant } from './grants/new-grant.js';
import { decide as refresh } from './grants/refresh_token.js';
import { loginScope } from './grants/requested-scope.js';
import { bind, keyFor, proofAt, pushedKey, requireProof } from './key-binding.js';
import type { Parameters } from './parameters.js';
import type { Claims, Client, ClientAuthenticationMethod, Grant, Person, Ports } from './ports.js';
import type { AuthorizationRequest } from './interactive-ports.js';
import { selectGrant } from './select-grant.js';
import type { OAuthMessage } from './token-request.js';
import { assertion } from './tokens/assertion.js';
import { type Introspection, introspect } from './tokens/introspect.js';
import { issue } from './tokens/issue.js';
import { writePersonalToken } from './tokens/refresh-token.js';
import { revoke } from './tokens/revoke.js';
import type { Verified } from './tokens/principal.js';
import { type OverToken, overToken, recall, verify } from './tokens/verify.js';
import type { TokenMemory } from './tokens/decoded-token.js';

/** Logging in without an app of one's own: refreshed at `PUT /consumer/login` alone. */
const LOGIN: GrantRule = { refreshToken: true, answer: () => ({}) };
const LOGIN_PROFILE = 'login';

/** Counts a request by who sent it, and throws when there were too many. */
export type Admission = (sender: Sender) => Promise<void>;

/** The protocol, as the other modules see it. */
export class AuthorizationServer {
  constructor(
    private readonly ports: Ports,
    private readonly memory: TokenMemory,
  ) {}

  /** A token endpoint: select, authenticate, decide, issue; the profile words the answer. */
  async token(profile: TokenProfile, message: OAuthMessage): Promise<TokenAnswer> {
    const { rule, grant, grantType } = selectGrant(profile, message.parameters.grant_type);
    const proof = proofAt(profile.path, message.dpop, this.ports);
    const { parameters, authorization, dpop, ip } = message;
    const unbound = { parameters, authorization, dpop, ip, profile: profile.name, rule };
    const sender = await authenticateClient(unbound, this.ports);
    const { client } = sender;
    requireGrantType(client, grantType);
    const mayRefresh = !rule.refreshToken || mayUse(client, 'refresh_token');
    const keyThumbprint = await keyFor(client, proof, this.ports);
    const request = {
      ...unbound,
      rule: mayRefresh ? rule : { ...rule, refreshToken: false },
      keyThumbprint,
    };
    const decision = await grant.decide(sender, request, this.ports);
    const issued = await issue(bind(decision, keyThumbprint), this.ports, this.memory);
    return { issued, body: rule.answer(issued) };
  }

  /**
   * Tokens for a person who has just proved who they are.
   * @param secondFactor whether they used one for it
   */
  login(person: Person, secondFactor: boolean): Promise<Issued> {
    const scope = loginScope(person.scope);
    const { accessTtl } = this.ports.policy();
    const client = BUILT_IN_CLIENT;
    const grant = newGrant(this.ports, {
      kind: 'login',
      profile: LOGIN_PROFILE,
      client,
      person,
      secondFactor,
      scope,
      accessTtl,
    });
    const given = {
      client,
      person,
      scope,
      grant,
      row: 'new',
      refreshToken: true,
      accessTtl,
    } as const;
    return issue(given, this.ports, this.memory);
  }

  /** The successor of a login's tokens. */
  async renewLogin(refreshToken: string, ip?: string): Promise<Issued> {
    const request = {
      ip,
      profile: LOGIN_PROFILE,
      rule: LOGIN,
      parameters: { refresh_token: refreshToken },
    };
    const decision = await refresh({ client: BUILT_IN_CLIENT }, request, this.ports);
    return issue(decision, this.ports, this.memory);
  }

  /**
   * A personal access token: the person's own, with a name, some scopes and an end. It opens nothing
   * before its grant is stored.
   * @param expiresAt milliseconds since 1970
   */
  personalToken(
    person: Person,
    facts: { name: string; scope: string[]; account?: string; expiresAt: number },
  ): { grant: Grant; token: string } {
    const { name, scope, account, expiresAt } = facts;
    const grant = newGrant(this.ports, {
      kind: 'personal',
      profile: 'personal',
      client: BUILT_IN_CLIENT,
      person,
      scope,
      account,
      accessTtl: 0,
    });
    const token = writePersonalToken(grant.id, this.ports);
    return { grant: { ...grant, name, expiresAt }, token };
  }

  /** The token's state, if it is genuine and live. */
  verify(token: string): Verified | undefined | Promise<Verified | undefined> {
    return verify(token, this.ports, this.memory);
  }

  /** As `verify`, for a token that was issued or verified before; nothing when it would have to wait. */
  recall(token: string): Verified | undefined {
    return recall(token, this.ports, this.memory);
  }

  /** Whose access token this was, if it is one of ours; nothing for any other text. */
  over(token: string): OverToken | undefined {
    return overToken(token, this.ports, this.memory);
  }

  /**
   * As `verify`, for a token that must come with a proof of its key (RFC 9449 §7).
   * @param call the method and the URL, without query, of the request that carries both
   * @throws OAuthError `invalid_dpop_proof`, `use_dpop_nonce`
   */
  async verifyBound(
    token: string,
    proof: string | undefined,
    call: { method: string; url: string },
  ): Promise<Verified | undefined> {
    const verified = await this.verify(token);
    if (verified?.keyThumbprint === undefined) return undefined;
    await requireProof(proof, { ...call, accessToken: token }, verified.keyThumbprint, this.ports);
    return verified;
  }

  /** What an API behind the gate is told about a caller. */
  assert(claims: Claims): string {
    return assertion(claims, this.ports);
  }

  /** The nonce that the answer to a request with this proof shall carry (RFC 9449 §8.2), if any. */
  nextNonce(proof: string): string | undefined {
    return nextNonce(proof, this.ports);
  }

  /**
   * Who sends this, by the client's own authentication.
   * @param authentication which ways count; all of the client's own when missing
   */
  authenticate(
    message: OAuthMessage,
    authentication?: ClientAuthenticationMethod[],
  ): Promise<Sender> {
    const rule: GrantRule = { authentication, refreshToken: false, answer: () => ({}) };
    return authenticateClient({ ...message, profile: '', rule }, this.ports);
  }

  /**
   * Looks at an authorization request, which may have been pushed before (RFC 9126 §4).
   * @param use whether a pushed one is spent
   * @throws OAuthError that must not be redirected
   */
  async authorization(parameters: Parameters, use: 'take' | 'look'): Promise<Validation> {
    const pushed = await pushedRequest(parameters, this.ports, use);
    return pushed ?? validateAuthorization(parameters, this.ports);
  }

  /**
   * RFC 9126: a client leaves its request with us before it sends the person.
   * @param admit refuses who asks too often, once it is known who asks
   */
  async pushAuthorization(message: OAuthMessage, admit: Admission): Promise<PushedAnswer> {
    const proof = proofAt(PUSH_PATH, message.dpop, this.ports);
    const sender = await this.authenticate(message);
    await admit(sender);
    const dpop_jkt = await pushedKey(message.parameters.dpop_jkt, proof, this.ports);
    return push({ ...message.parameters, dpop_jkt }, sender, this.ports);
  }

  /** The redirect that takes a code for what the person granted. */
  code(
    request: AuthorizationRequest,
    actors: { client: Client; person: Person },
    consent: { scope: string[]; authTime: number },
  ): Promise<string> {
    return giveCode(request, actors, consent, this.ports);
  }

  /** The redirect that tells the client of a refusal. */
  refusal(to: ReplyTo, error: OAuthError): string {
    return errorUrl(to, this.ports, error);
  }

  /** Where a person goes after signing out (OpenID Connect RP-Initiated Logout §2). */
  afterLogout(request: LogoutRequest): Promise<LogoutTarget> {
    return logoutTarget(request, this.ports);
  }

  /** RFC 7009. */
  async revoke(message: OAuthMessage): Promise<void> {
    const sender = await this.authenticate(message);
    const { token } = message.parameters;
    if (!token) throw invalidRequest('token is required.');
    await revoke(token, sender, this.ports, this.memory);
  }

  /** RFC 7662: for apps that authenticate, since the answer tells about people. */
  async introspect(message: OAuthMessage): Promise<Introspection> {
    const { client } = await this.authenticate(message, CONFIDENTIAL);
    const { token } = message.parameters;
    if (!token) throw invalidRequest('token is required.');
    return introspect(token, client, this.ports, this.memory);
  }

  /**
   * RFC 8628 §3.1.
   * @param admit as for `pushAuthorization`
   */
  async startDevice(message: OAuthMessage, admit: Admission): Promise<DeviceAnswer> {
    const sender = await this.authenticate(message);
    await admit(sender);
    return startDevice(message.parameters, sender, this.ports);
  }
}
