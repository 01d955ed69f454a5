import { DIALECT, Proxy, type ProxyName, type Surroundings } from '../support/proxies.js';
import { Backend, type BackendName } from './backends.js';
import type { GateStage } from './stage.js';

/** A proxy with an API behind it. */
export interface Front {
  proxy: Proxy;
  backend: Backend;
}

/** Starts both, lets the work be done, and ends both; a backend that is there already stays. */
export async function inFront(
  stage: GateStage,
  [name, api]: [ProxyName, BackendName | Backend],
  work: (front: Front) => Promise<void>,
  other: Partial<Surroundings> = {},
): Promise<void> {
  const backend = typeof api === 'string' ? await Backend.start(api) : api;
  // What reached it in the test before is nothing to this one.
  await backend.arrivals();
  try {
    const gateKey = stage.gateKeys[DIALECT[name]] ?? '';
    const surroundings = { gatehouse: stage.host, api: backend.port, gateKey, ...other };
    const proxy = await Proxy.start(name, surroundings);
    await work({ proxy, backend }).finally(() => proxy.stop());
  } finally {
    if (backend !== api) await backend.stop();
  }
}

/** A backend for all the tests of a file. */
export function backendOf(language: BackendName): { current: Backend } {
  const holder = {} as { current: Backend };
  beforeAll(async () => void (holder.current = await Backend.start(language)));
  afterAll(() => holder.current?.stop());
  return holder;
}
