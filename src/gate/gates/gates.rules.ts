import type { Gate } from './gate.entity.js';

/** What a change of a gate may replace: that it asked is not seen in it. */
export function stateOf(gate: Gate): object {
  return { ...gate, lastUsedAt: undefined };
}
