import { makeApi, type TestApi } from '../support/apis.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { appWith, newGate, type TestGate } from '../support/gates.js';
import { type Testbed, testbed } from '../support/testbed.js';
import type { Wire } from '../support/wire.js';
import { payments } from './payments.js';

/** Who may stand in front of the API; the names of their gates are these words. */
const DIALECTS = ['nginx', 'forward', 'envoy'] as const;

/** Gatehouse with the API of these tests, a gate for each dialect, and callers. */
export class GateStage {
  readonly cast: Cast;
  api: TestApi;
  gates: Record<(typeof DIALECTS)[number], TestGate>;
  /** By dialect. */
  gateKeys: Record<string, string>;
  /** A token that may call every operation, and one that may call none. */
  token: string;
  weakToken: string;
  /** Of the app whose token may call every operation. */
  apiKey: string;
  app: TestApp;

  /** @param bed Gatehouse in this process, or in one of its own */
  constructor(private readonly bed: { wire: Wire; clock: { now(): number } }) {
    this.cast = new Cast(bed);
  }

  /** Host and port. */
  get host(): string {
    return new URL(this.bed.wire.url).host;
  }

  async set(): Promise<void> {
    const { cast, bed } = this;
    const open = ['health', 'echo'];
    this.api = await makeApi(cast, { name: 'payments', basePath: '/v1', paths: payments(), open });
    const gates = DIALECTS.map(async (name) => {
      return [name, await newGate(cast, bed.wire, 'payments', name, { name })] as const;
    });
    this.gates = Object.fromEntries(await Promise.all(gates)) as GateStage['gates'];
    this.gateKeys = Object.fromEntries(
      Object.entries(this.gates).map(([name, { key }]) => [name, key]),
    );
    this.app = await appWith(cast, ['payments']);
    this.token = await cast.token(this.app);
    const path = `/consumer/app/${this.app.id}/key`;
    const body = { name: 'One', scopes: ['payments'] };
    const { key } = expectStatus(201, await cast.asAdmin('POST', path, { body })).body;
    this.apiKey = key;
    this.weakToken = await cast.token(await appWith(cast, ['deliveries']));
  }
}

/** Sets it up before the tests of a file. */
export function gateStage(bed: Testbed = testbed()): GateStage {
  const stage = new GateStage(bed);
  beforeAll(() => stage.set());
  return stage;
}
