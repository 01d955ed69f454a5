/** @database sqlite */
import { createIdentifier } from '../../src/common/identifiers.js';
import type { Adapter } from './contract/adapter.js';
import { describePort, PORTS } from './contract/describe-port.js';
import { InMemory, type TestClient, type TestPerson } from './in-memory.js';

describe('the adapter in memory', () => {
  let memory: InMemory;
  let adapter: Adapter;
  beforeEach(() => {
    memory = new InMemory();
    adapter = adapterOf(memory);
  });

  for (const port of PORTS) describePort(port, () => adapter);
});

function adapterOf(memory: InMemory): Adapter {
  return {
    ports: memory.ports,
    advance: (milliseconds) => memory.advance(milliseconds),
    decideDevice: (userCode, _userId, approved) => memory.devices.decide(userCode, approved),
    app: async ({ url, ownerId = memory.person().id } = {}) => memory.client({ url, ownerId }),
    removeApp: async ({ id }) => void memory.clients.delete(id),
    endTokensOf: async (app) => void ((app as TestClient).epoch += 1),
    apiKey: async ({ id: clientId }, facts) => memory.apiKeys.add({ clientId, ...facts }),
    person: async () => memory.person(),
    secondFactor: async (person) => {
      (person as TestPerson).otp = '123456';
      return () => '123456';
    },
    account: async () => {
      const { id: partnerId } = memory.person();
      const id = createIdentifier('', memory.time);
      memory.accounts.set(id, [partnerId]);
      return { id, partnerId };
    },
  };
}
