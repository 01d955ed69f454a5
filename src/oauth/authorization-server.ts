import { BUILT_IN_CLIENT } from './built-in-client.js';
import { authenticateClient, type Sender } from './client_authentication/index.js';
import type { Decision } from './decision.js';
import { invalidRequest, OAuthError } from './errors.js';
import type { Face, FaceGrant, Issued } from './faces.js';
import { GRANTS } from './grants/index.js';
import { newGrant } from './grants/new-grant.js';
import { decide as refresh } from './grants/refresh_token.js';
import { grantedScope } from './grants/requested-scope.js';
import type { Person, Ports } from './ports.js';
import type { TokenRequest } from './token-request.js';
import { issue } from './tokens/issue.js';
import { writePersonalToken } from './tokens/refresh-token.js';
import { revoke } from './tokens/revoke.js';
import { type Memory, type Verified, verify } from './tokens/verify.js';

/** Logging in without an app of one's own: refreshed at `PUT /consumer/login` alone. */
const LOGIN: FaceGrant = { refreshToken: true, answer: () => ({}) };
const LOGIN_FACE = 'login';

/** The protocol, as the rest of the house sees it. */
export class AuthorizationServer {
  constructor(
    private readonly ports: Ports,
    private readonly memory: Memory,
  ) {}

  /** A token endpoint: select, authenticate, decide, issue; the face words the answer. */
  async token(face: Face, message: Omit<TokenRequest, 'rule' | 'face'>): Promise<TokenAnswer> {
    const { rule, grant } = select(face, message.parameters.grant_type);
    const request = { ...message, face: face.name, rule };
    const sender = await authenticateClient(request, this.ports);
    const issued = await issue(await grant.decide(sender, request, this.ports), this.ports);
    return { issued, body: rule.answer(issued) };
  }

  /** Tokens for a person who has just proved who they are. */
  login(person: Person): Promise<Issued> {
    const scope = grantedScope(undefined, person.scope);
    const { accessTtl } = this.ports.policy();
    const client = BUILT_IN_CLIENT;
    const facts = { kind: 'login', face: LOGIN_FACE, client, person, scope, accessTtl };
    const grant = newGrant(this.ports, facts);
    const decision: Decision = {
      client,
      person,
      scope,
      grant,
      row: 'new',
      refreshToken: true,
      accessTtl,
    };
    return issue(decision, this.ports);
  }

  /** The successor of a login's tokens. */
  async renewLogin(refreshToken: string): Promise<Issued> {
    const request = { face: LOGIN_FACE, rule: LOGIN, parameters: { refresh_token: refreshToken } };
    return issue(await refresh({ client: BUILT_IN_CLIENT }, request, this.ports), this.ports);
  }

  /**
   * A personal access token: the person's own, with a name, some scopes and an end.
   * @param expiresAt milliseconds since 1970
   */
  async personalToken(
    person: Person,
    facts: { name: string; scope: string[]; expiresAt: number },
  ): Promise<{ id: string; token: string }> {
    const client = BUILT_IN_CLIENT;
    const origin = {
      kind: 'personal',
      face: 'personal',
      client,
      person,
      scope: facts.scope,
      accessTtl: 0,
    };
    const grant = { ...newGrant(this.ports, origin), name: facts.name, expiresAt: facts.expiresAt };
    await this.ports.grants.start(grant);
    return { id: grant.id, token: writePersonalToken(grant.id, this.ports) };
  }

  /** The token's state, if it is genuine and live. */
  verify(token: string): Promise<Verified | undefined> {
    return verify(token, this.ports, this.memory);
  }

  /** Who sends this, by the client's own authentication. */
  authenticate(message: Omit<TokenRequest, 'rule' | 'face'>): Promise<Sender> {
    const rule: FaceGrant = { refreshToken: false, answer: () => ({}) };
    return authenticateClient({ ...message, face: '', rule }, this.ports);
  }

  /** RFC 7009. */
  async revoke(message: Omit<TokenRequest, 'rule' | 'face'>): Promise<void> {
    const sender = await this.authenticate(message);
    const { token } = message.parameters;
    if (!token) throw invalidRequest('token is required.');
    await revoke(token, sender, this.ports, this.memory);
  }
}

/** What a token endpoint answers, and what the answer is made of. */
export interface TokenAnswer {
  issued: Issued;
  body: Record<string, unknown>;
}

function select(face: Face, grantType: string | undefined) {
  if (!grantType) throw invalidRequest('grant_type is required.');
  const rule = Object.hasOwn(face.grants, grantType) ? face.grants[grantType] : undefined;
  const grant = GRANTS[grantType];
  if (!rule || !grant)
    throw new OAuthError('unsupported_grant_type', 'This endpoint does not serve that grant type.');
  return { rule, grant };
}
