import { createIdentifier, createSecret, PREFIX } from '../../src/common/identifiers.js';
import type {
  Accounts,
  Client,
  Clients,
  People,
  Person,
  Policy,
  Ports,
  Authentication,
  Resources,
} from '../../src/oauth/ports.js';
import { isSameResource, resourceKey } from '../../src/oauth/resource-key.js';
import { IDENTITY_SCOPES } from '../../src/oauth/scope.js';
import { InMemorySigner } from './in-memory-signer.js';
import {
  InMemoryApiKeys,
  InMemoryCodes,
  InMemoryDevices,
  InMemoryRevokedTokens,
  InMemoryGrants,
  InMemoryPushedRequests,
  InMemoryUsedOnce,
} from './in-memory-stores.js';

/** A client that authenticates, and its secret. */
export type TestClient = Client & { secret: string };

/** A person with what they prove themselves with. */
export type TestPerson = Person & { password: string; otp?: string };

/**
 * Holds everything that the protocol asks of its ports, without a database. A client or a person who
 * is deleted from `clients` or `people` is as good as disabled; assigning to one changes it.
 */
export class InMemory {
  /** Milliseconds since 1970; a test moves it on. */
  time = Date.UTC(2026, 0, 1);
  readonly clients = new Map<string, TestClient>();
  readonly people = new Map<string, TestPerson>();
  /** The ids of the people who may use an account, by its id. */
  readonly accounts = new Map<string, string[]>();
  readonly scopes = new Set(['authorization', 'backend', 'deliveries', 'deliveries.read', 'tasks']);
  readonly policy: Policy = { accessTtl: 3_600, refreshTtl: 86_400 * 14, userCredentials: false };
  readonly apiKeys = new InMemoryApiKeys(() => this.time);
  readonly devices = new InMemoryDevices(() => this.time);
  readonly ports: Ports = {
    clients: this.findClients(),
    people: this.findPeople(),
    accounts: this.findAccounts(),
    grants: new InMemoryGrants(() => this.time),
    revokedTokens: new InMemoryRevokedTokens(),
    apiKeys: this.apiKeys,
    codes: new InMemoryCodes(() => this.time),
    devices: this.devices,
    pushedRequests: new InMemoryPushedRequests(() => this.time),
    usedOnce: new InMemoryUsedOnce(),
    resources: this.findResources(),
    scopes: {
      unknown: async (names) =>
        names.filter((name) => !this.scopes.has(name) && !IDENTITY_SCOPES.includes(name)),
    },
    signer: new InMemorySigner(),
    policy: () => this.policy,
    postingPage: ({ redirectUri, members }) =>
      `https://id.example/posting?${new URLSearchParams({ ...members, to: redirectUri }).toString()}`,
    now: () => this.time,
    issuer: 'https://id.example',
    tokenKey: Buffer.alloc(32, 'a key of the tests'),
  };

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }

  /** An active client with a secret, or without one where it authenticates by `none`. */
  client(facts: Partial<Client> = {}): TestClient {
    const client: TestClient = {
      id: createIdentifier(PREFIX.app, this.time),
      name: 'An app',
      authentication: ['client_secret_basic', 'client_secret_post'],
      firstParty: false,
      scope: ['authorization', 'deliveries', 'tasks'],
      ownerId: '',
      epoch: 0,
      redirectUris: ['https://app.example/callback'],
      postLogoutRedirectUris: [],
      idTokenAlg: 'ES256',
      dpop: false,
      secret: createSecret(PREFIX.appSecret),
      ...facts,
    };
    this.clients.set(client.id, client);
    return client;
  }

  /** An active person. */
  person(facts: Partial<TestPerson> = {}): TestPerson {
    const id = createIdentifier('', this.time);
    const person: TestPerson = {
      id,
      username: `ada_${id}`,
      email: `ada_${id}@example.org`,
      emailVerified: true,
      changedAt: Math.floor(this.time / 1000),
      scope: ['authorization', 'deliveries', 'tasks'],
      epoch: 0,
      password: 'a long password of a person',
      ...facts,
    };
    this.people.set(id, person);
    return person;
  }

  private findClients(): Clients {
    return {
      find: (id) => this.clients.get(id),
      secretMatches: async (id, secret) => this.clients.get(id)?.secret === secret,
    };
  }

  private findPeople(): People {
    return {
      find: (id) => this.people.get(id),
      authenticate: async ({ username, password, otp }): Promise<Authentication> => {
        const person = [...this.people.values()].find(
          (each) => each.username === username || each.email === username,
        );
        if (person?.password !== password) return { outcome: 'unknown' };
        if (person.otp !== undefined && otp === undefined) return { outcome: 'mfa_required' };
        if (person.otp !== undefined && person.otp !== otp) return { outcome: 'unknown' };
        return { outcome: 'known', person, secondFactor: person.otp !== undefined };
      },
    };
  }

  private findAccounts(): Accounts {
    return { mayUse: (id, personId) => this.accounts.get(id)?.includes(personId) ?? false };
  }

  /** The first client with a URL has it; others of the same owner are meant too. */
  private findResources(): Resources {
    const having = (key: string) =>
      [...this.clients.values()].filter(({ url }) => url !== undefined && resourceKey(url) === key);
    const holderOf = (key: string) =>
      having(key).find(({ firstParty }) => firstParty) ?? having(key)[0];
    return {
      urlOf: async (key) => holderOf(key)?.url,
      isMeant: async (clientId, key) => {
        const holder = holderOf(key);
        const asked = this.clients.get(clientId);
        if (!holder || !asked || !isSameResource(asked.url, holder.url)) return false;
        const isSibling = holder.ownerId !== '' && holder.ownerId === asked.ownerId;
        return holder === asked || (isSibling && holder.firstParty === asked.firstParty);
      },
    };
  }
}
