import { createIdentifier, createSecret, PREFIX } from '../../src/common/identifiers.js';
import type {
  AuthorizationRequest,
  CodeFacts,
  Codes,
  DeviceFacts,
  DevicePoll,
  Devices,
  PushedRequests,
} from '../../src/oauth/interactive-ports.js';
import type { ApiKey, ApiKeys } from '../../src/oauth/api-keys.js';
import type { RevokedTokens, Grant, Grants, Rotation, UsedOnce } from '../../src/oauth/ports.js';

/** Milliseconds since 1970. */
type Now = () => number;

const RETRY_MS = 10_000;
const SLOWER_SECONDS = 5;

/** Keeps grants. No method waits before it has decided, so that one caller cannot disturb another. */
export class InMemoryGrants implements Grants {
  private readonly rows = new Map<string, Grant>();

  constructor(private readonly now: Now) {}

  find(id: string): Grant | undefined {
    return structuredClone(this.rows.get(id));
  }

  /** Nobody looks for a row twice here. */
  noteUnstored(): void {}

  start(grant: Grant): Promise<boolean> {
    const isNew = !this.rows.has(grant.id);
    if (isNew) this.rows.set(grant.id, structuredClone(grant));
    return Promise.resolve(isNew);
  }

  async rotate(
    grant: Grant,
    generation: number,
    expiresAt: number,
    isStored: boolean,
  ): Promise<Rotation> {
    if (!isStored) void this.start(grant);
    const row = this.rows.get(grant.id);
    const now = this.now();
    if (!row || row.endedAt !== undefined || row.expiresAt <= now) return { outcome: 'over' };
    if (row.generation === generation) {
      Object.assign(row, { generation: generation + 1, rotatedAt: now, expiresAt });
      return { outcome: 'rotated', grant: structuredClone(row) };
    }
    if (row.generation === generation + 1 && now - row.rotatedAt <= RETRY_MS)
      return { outcome: 'repeated', grant: structuredClone(row) };
    row.endedAt = now;
    return { outcome: 'replayed' };
  }

  async revoke(id: string, first?: Grant): Promise<void> {
    if (first) void this.start(first);
    const row = this.rows.get(id);
    if (row) row.endedAt ??= this.now();
  }

  revokeReplayed(grant: Grant): Promise<void> {
    return this.revoke(grant.id, grant);
  }
}

/** Keeps authorization codes, used ones too. */
export class InMemoryCodes implements Codes {
  private readonly rows = new Map<string, { facts: CodeFacts; expiresAt: number; used: boolean }>();

  constructor(private readonly now: Now) {}

  async start(code: string, facts: CodeFacts, lifetimeMs: number): Promise<void> {
    const expiresAt = this.now() + lifetimeMs;
    this.rows.set(code, { facts: structuredClone(facts), expiresAt, used: false });
  }

  async consume(code: string): ReturnType<Codes['consume']> {
    const row = this.rows.get(code);
    if (!row || (!row.used && row.expiresAt <= this.now())) return { outcome: 'unknown' };
    const outcome = row.used ? 'replayed' : 'fresh';
    row.used = true;
    return { outcome, facts: structuredClone(row.facts) };
  }
}

interface Device {
  userCode: string;
  facts: DeviceFacts;
  state: 'pending' | 'approved' | 'denied' | 'used';
  /** Seconds between polls. */
  interval: number;
  polledAt: number;
  expiresAt: number;
}

/** Keeps devices that wait for a person. */
export class InMemoryDevices implements Devices {
  private readonly rows = new Map<string, Device>();

  constructor(private readonly now: Now) {}

  async start(
    { deviceCode, userCode }: { deviceCode: string; userCode: string },
    facts: DeviceFacts,
    lifetimeMs: number,
    interval: number,
  ): Promise<void> {
    const expiresAt = this.now() + lifetimeMs;
    const fresh = { state: 'pending' as const, interval, polledAt: -Infinity, expiresAt };
    this.rows.set(deviceCode, { userCode, facts: structuredClone(facts), ...fresh });
  }

  async poll(deviceCode: string, clientId: string): Promise<DevicePoll> {
    const row = this.rows.get(deviceCode);
    if (!row || row.facts.clientId !== clientId || row.state === 'used')
      return { outcome: 'unknown' };
    const now = this.now();
    if (row.expiresAt <= now) return { outcome: 'expired' };
    if (row.state === 'denied') return { outcome: 'denied' };
    const isEarly = now - row.polledAt < row.interval * 1000;
    if (row.state === 'approved' && !isEarly) {
      row.state = 'used';
      return { outcome: 'approved', facts: structuredClone(row.facts) };
    }
    row.polledAt = now;
    if (isEarly) row.interval += SLOWER_SECONDS;
    return { outcome: isEarly ? 'too_fast' : 'pending' };
  }

  /** Stores what a person answered to this user code; a refusal when nothing was approved. */
  async decide(userCode: string, approved: Partial<DeviceFacts> | undefined): Promise<void> {
    for (const row of this.rows.values())
      if (row.userCode === userCode && row.state === 'pending') {
        row.state = approved ? 'approved' : 'denied';
        row.facts = { ...row.facts, ...structuredClone(approved) };
      }
  }
}

/** Keeps pushed requests until they are taken. */
export class InMemoryPushedRequests implements PushedRequests {
  private readonly rows = new Map<string, { request: AuthorizationRequest; expiresAt: number }>();

  constructor(private readonly now: Now) {}

  async push(request: AuthorizationRequest, lifetimeMs: number): Promise<string> {
    const now = this.now();
    const id = createIdentifier('req_', now);
    this.rows.set(id, { request: structuredClone(request), expiresAt: now + lifetimeMs });
    return id;
  }

  async take(id: string, clientId: string): Promise<AuthorizationRequest | undefined> {
    const request = this.there(id, clientId);
    if (request) this.rows.delete(id);
    return request;
  }

  async look(id: string, clientId: string): Promise<AuthorizationRequest | undefined> {
    return structuredClone(this.there(id, clientId));
  }

  private there(id: string, clientId: string): AuthorizationRequest | undefined {
    const row = this.rows.get(id);
    const isTheirs = row?.request.clientId === clientId && row.expiresAt > this.now();
    return isTheirs ? row.request : undefined;
  }
}

/** Keeps what was used, for as long as the test runs. */
export class InMemoryUsedOnce implements UsedOnce {
  private readonly used = new Set<string>();

  async first(what: string): Promise<boolean> {
    const isFirst = !this.used.has(what);
    this.used.add(what);
    return isFirst;
  }
}

/** Keeps the tokens that were revoked alone. */
export class InMemoryRevokedTokens implements RevokedTokens {
  private readonly ended = new Set<string>();

  has(jti: string): boolean {
    return this.ended.has(jti);
  }

  async add(jti: string): Promise<void> {
    this.ended.add(jti);
  }
}

/** Keeps API keys by their texts. */
export class InMemoryApiKeys implements ApiKeys {
  private readonly rows = new Map<string, ApiKey>();

  constructor(private readonly now: Now) {}

  /** Makes a key, and tells its text: the one that is given, or a new one of ours. */
  add(
    facts: Pick<ApiKey, 'clientId' | 'scope' | 'expiresAt'>,
    text = createSecret(PREFIX.apiKey),
  ): string {
    const createdAt = this.now();
    const id = createIdentifier('key_', createdAt);
    this.rows.set(text, { id, tail: text.slice(-4), createdAt, ...facts });
    return text;
  }

  peek(text: string): ApiKey | undefined {
    const key = this.rows.get(text);
    return (key?.expiresAt ?? Infinity) > this.now() ? key : undefined;
  }

  find(text: string): ApiKey | undefined {
    return this.peek(text);
  }

  async revoke(id: string): Promise<void> {
    for (const [text, key] of this.rows) if (key.id === id) this.rows.delete(text);
  }
}
