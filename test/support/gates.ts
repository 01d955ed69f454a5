import type { Cast, TestApp } from './cast.js';
import { expectStatus } from './cast.js';
import type { Answer, Wire } from './wire.js';
import { unique } from './unique.js';

type Dialect = 'nginx' | 'forward' | 'envoy' | 'json';

/** A request that a gate asks about. */
export interface Asked {
  method?: string;
  /** Path and query, raw. */
  target: string;
  headers?: Record<string, string | string[]>;
  token?: string;
}

/** A gate with its key, which asks as the proxies do. */
export class TestGate {
  constructor(
    readonly id: string,
    readonly key: string,
    readonly dialect: Dialect,
    private readonly api: string,
    private readonly wire: Wire,
  ) {}

  /** Asks in the gate's own dialect. */
  ask(
    { method = 'GET', target, headers: own = {}, token }: Asked,
    wire = this.wire,
  ): Promise<Answer> {
    const sent = { ...own, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const headers = { ...sent, 'gatehouse-gate': this.key };
    const path = `/gate/${this.dialect}/${this.api}`;
    if (this.dialect === 'envoy') return wire.send(method, path + target, { headers });
    if (this.dialect === 'json') {
      const body = { method, target, headers: sent };
      return wire.post(path, { body, headers: { 'gatehouse-gate': this.key } });
    }
    const names = this.dialect === 'nginx' ? ['x-original-method', 'x-original-uri'] : ['x-forwarded-method', 'x-forwarded-uri']; // prettier-ignore
    const sources = Object.fromEntries([
      [names[0], method],
      [names[1], target],
    ]);
    return wire.get(path, { headers: { ...headers, ...sources } });
  }
}

/** Creates a gate in front of an API. */
export async function newGate(
  cast: Cast,
  wire: Wire,
  api: string,
  dialect: Dialect = 'json',
  more: object = {},
): Promise<TestGate> {
  const body = { name: unique('gate'), dialect, apis: [api], ...more };
  const { id, gateKey } = expectStatus(
    201,
    await cast.asAdmin('POST', '/backend/gate', { body }),
  ).body;
  return new TestGate(id, gateKey, dialect, api, wire);
}

/** An app of an administrator, who may give it every scope. */
export async function appWith(cast: Cast, scopes: string[]): Promise<TestApp> {
  return cast.app({ owner: await cast.admin(), scopes });
}
