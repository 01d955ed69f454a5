import { Secret, TOTP } from 'otpauth';
import { ADMIN } from './testbed.js';
import { unique } from './unique.js';
import { type Answer, claimsOf, type Message, Wire } from './wire.js';

/** A person who is logged in. */
export interface Person {
  id: string;
  username: string;
  email: string;
  password: string;
  /** The login's access token. */
  token: string;
  refreshToken: string;
}

/** An app with its credentials. */
export interface TestApp {
  id: string;
  appKey: string;
  /** Empty for a public app. */
  appSecret: string;
  owner: Person;
}

interface AppFacts {
  owner?: Person;
  name?: string;
  url?: string;
  scopes?: string[];
  type?: 'confidential' | 'public';
  redirectUris?: string[];
  postLogoutRedirectUris?: string[];
  idTokenAlg?: 'ES256' | 'RS256';
  accountId?: string;
}

/** The people and apps of a test; all of them come in through the front door. */
export class Cast {
  private administrator?: Person;

  /** @param bed a testbed, or anything else that serves: a process of its own, say */
  constructor(private readonly bed: { wire: Wire; clock: { now(): number } }) {}

  private get wire(): Wire {
    return this.bed.wire;
  }

  /** The first administrator. */
  async admin(): Promise<Person> {
    this.administrator ??= await this.login(ADMIN.username, ADMIN.password);
    return this.administrator;
  }

  /** Logs the administrator in anew, after the clock has moved far. */
  async loginAgain(): Promise<Person> {
    this.administrator = undefined;
    return this.admin();
  }

  /** Somebody who registers and logs in. */
  async developer(name = unique('dev')): Promise<Person> {
    const password = `${name} has a long password`;
    const body = { username: name, email: `${name}@example.org`, password };
    expectStatus(200, await this.wire.post('/consumer/register', { body }));
    return this.login(name, password);
  }

  /** Somebody whom the administrator gives a role, by its name or with these scopes. */
  async holderOf(role: string | string[], name = unique('user')): Promise<Person> {
    const password = `${name} has a long password`;
    const roleId = typeof role === 'string' ? await this.roleId(role) : (await this.role(role)).id;
    const body = { username: name, email: `${name}@example.org`, password, roleId };
    expectStatus(201, await this.asAdmin('POST', '/backend/user', { body }));
    return this.login(name, password);
  }

  partner(name = unique('partner')): Promise<Person> {
    return this.holderOf('Partner', name);
  }

  async role(scopes: string[], name = unique('Role')): Promise<{ id: string; name: string }> {
    const body = { name, description: '', scopes };
    return expectStatus(201, await this.asAdmin('POST', '/backend/role', { body })).body;
  }

  async roleId(name: string): Promise<string> {
    const { body } = await this.asAdmin('GET', '/backend/role?count=100');
    return body.entry.find((role: { name: string }) => role.name === name).id;
  }

  /** An account that the partner owns. */
  async account(partner: Person, name = unique('Account')): Promise<{ id: string; name: string }> {
    const answer = await this.wire.post('/partner/account', {
      token: partner.token,
      body: { name },
    });
    return expectStatus(201, answer).body;
  }

  async member(partner: Person, accountId: string, person: Person): Promise<void> {
    const message = { token: partner.token, body: { userId: person.id } };
    expectStatus(201, await this.wire.post(`/partner/account/${accountId}/member`, message));
  }

  /** A developer's app. */
  async app(facts: AppFacts = {}): Promise<TestApp> {
    const { owner = await this.developer(), ...wanted } = facts;
    const body = {
      name: unique('App'),
      url: 'https://app.example.org',
      scopes: ['deliveries', 'tasks', 'authorization'],
      ...wanted,
    };
    const answer = await this.wire.post('/consumer/app', { token: owner.token, body });
    const { id, appKey, appSecret = '' } = expectStatus(201, answer).body;
    return { id, appKey, appSecret, owner };
  }

  /** The provider's own app, which may ask people for their passwords. */
  async firstPartyApp(facts: Omit<AppFacts, 'owner'> = {}): Promise<TestApp> {
    const owner = await this.admin();
    const body = {
      name: unique('App'),
      url: 'https://app.example.org',
      scopes: ['deliveries', 'tasks', 'authorization', 'partner', 'consumer'],
      type: 'public',
      firstParty: true,
      ...facts,
    };
    const {
      id,
      appKey,
      appSecret = '',
    } = expectStatus(201, await this.asAdmin('POST', '/backend/app', { body })).body;
    return { id, appKey, appSecret, owner };
  }

  /** What `/authorization/token` answers to an app that acts for itself. */
  async tokens(
    app: TestApp,
    parameters: Record<string, string> = {},
  ): Promise<{ access_token: string; refresh_token: string; scope: string; expires_in: number }> {
    const answer = await this.wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: { grant_type: 'client_credentials', ...parameters },
    });
    return expectStatus(200, answer).body;
  }

  /** An access token of an app that acts for itself. */
  async token(app: TestApp, parameters: Record<string, string> = {}): Promise<string> {
    return (await this.tokens(app, parameters)).access_token;
  }

  /** Uses a refresh token where it came from. */
  refresh(app: TestApp, refreshToken: string, wire = this.wire): Promise<Answer> {
    return wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: { grant_type: 'refresh_token', refresh_token: refreshToken },
    });
  }

  async login(username: string, password: string): Promise<Person> {
    const body = { username, password };
    const answer = expectStatus(200, await this.wire.post('/consumer/login', { body }));
    const { token, refresh_token: refreshToken } = answer.body;
    const { sub: id } = claimsOf(token);
    return { id, username, email: `${username}@example.org`, password, token, refreshToken };
  }

  /** Sets a second factor for the person. */
  async secondFactor(
    person: Person,
  ): Promise<{ secret: string; otpauthUri: string; recoveryCodes: string[] }> {
    const { token } = person;
    const made = expectStatus(201, await this.wire.post('/consumer/account/mfa', { token })).body;
    const body = { code: this.code(made.secret) };
    const confirmed = await this.wire.put('/consumer/account/mfa', { token, body });
    return { ...made, ...expectStatus(200, confirmed).body };
  }

  /** The code that an authenticator shows at the testbed's time. */
  code(secret: string): string {
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: this.bed.clock.now(),
    });
  }

  async setting(key: string, value: unknown): Promise<void> {
    expectStatus(200, await this.asAdmin('PUT', `/backend/config/${key}`, { body: { value } }));
  }

  /** Sends it, and confirms before that it is the administrator when the login is too long ago. */
  async asAdmin(method: string, path: string, message: Message = {}): Promise<Answer> {
    const { token, password } = await this.admin();
    const answer = await this.wire.send(method, path, { token, ...message });
    if (answer.body.code !== 'confirmation_required') return answer;
    expectStatus(204, await this.wire.post('/consumer/confirm', { token, body: { password } }));
    return this.wire.send(method, path, { token, ...message });
  }
}

/** The answer, if it has this status; else a failure that shows what came instead. */
export function expectStatus(status: number, answer: Answer): Answer {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text.slice(0, 600)}`);
  return answer;
}
