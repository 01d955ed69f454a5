import { DIALECT, Proxy, type ProxyName, type Surroundings } from '../support/proxies.js';
import { Backend, type BackendName } from './backends.js';
import type { GateStage } from './stage.js';

/** A proxy with an API behind it. */
export interface Front {
  proxy: Proxy;
  backend: Backend;
}

/** Starts both, lets the work be done, and ends both. */
export async function inFront(
  stage: GateStage,
  [name, language]: [ProxyName, BackendName],
  work: (front: Front) => Promise<void>,
  other: Partial<Surroundings> = {},
): Promise<void> {
  const backend = await Backend.start(language);
  try {
    const gateKey = stage.gateKeys[DIALECT[name]] ?? '';
    const surroundings = { gatehouse: stage.host, api: backend.port, gateKey, ...other };
    const proxy = await Proxy.start(name, surroundings);
    await work({ proxy, backend }).finally(() => proxy.stop());
  } finally {
    await backend.stop();
  }
}
